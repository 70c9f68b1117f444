# The nine records
form-intake = Intake sheet
form-consent = Consent
form-assessment = Assessment
form-plan = Plan and evaluation
form-process = Process record
form-referral = Referral letter
form-report = Case report
form-supervision = Supervision log
form-closing = Closing report

form-whose = Case
form-client = Client
form-manager = Case manager
form-lead = Lead agency
form-day = Date
form-area = Residence
form-yes = yes
form-no = no
form-signed = Signatures
form-sign-interviewer = Interviewer
form-sign-client = Client
form-sign-legal-guardian = Legal guardian
form-sign-manager = Case manager
form-sign-supervisor = Supervisor
form-sign-provider = Provider
form-sign-receiver = Receiving agency

form-family = Family and co-residents
form-family-tie = Relation
form-family-years = Born – died
form-family-here = Lives here
form-spoke = Who said what (presented needs)
form-emergency = Emergency
form-general = General

form-consent-told = What you should know
form-consent-process = In case management the client and the agency look at needs together, agree on a plan and join the services of several agencies. Each side owes the other information and a say.
form-consent-refuse = Each purpose is asked for by itself. Refusing what is optional takes no service away.
form-consent-withdraw = Consent can be withdrawn at any time; from then on nothing is shown.
form-consent-keep = Information is used for the purpose and time consented to, and kept confidential. Recording a session needs a consent of its own. The legal duty to report and danger to life are exceptions.
form-consent-asked = What is consented to
form-consent-purpose = Purpose
form-consent-items = Items
form-consent-receiver = Receiver
form-consent-until = Until
form-consent-yes = Yes
form-consent-no = No
form-consent-given = Given: day, way, by whom
form-consent-withdrawn = Withdrawn
form-consent-copies = Two copies are signed; client and agency keep one each.

form-informants = Informants
form-assessment-when = Kind of assessment
form-assessment-new = New
form-assessment-again = Reassessment
form-needs = Needs
form-presented = Presented need
form-agreed = Agreed need
form-inner = Inner obstacles
form-outer = Outer obstacles
form-strengths = Strengths and resources
form-obstacles = Obstacles
form-scales = Scales
form-scale-name = Scale
form-scale-day = Date
form-scale-rater = Rater
form-scale-result = Result
form-scale-comment = Comment
form-genogram = Genogram
form-ecomap = Eco-map
form-overall = Overall comment (mandatory)

form-plan-needs = Needs and severity
form-plan-items = Goals and action
form-where = Place, resource
form-period = Period
form-evaluation = Evaluation
form-plan-copies = The client and the providers receive this plan.

form-contacts = Contacts
form-process-key = D direct: the manager acts. R resource: a resource acts without the manager. P says what is next, when and where: mandatory.

form-letter = Referral
form-letter-to = To
form-letter-from = From
form-attached = Attached (as far as consented)
form-copy-intake = Copy of the intake sheet
form-copy-consent = Copy of the consent
form-referral-note = The original goes to the receiving agency, a copy stays with the sender and is noted in the process record. The receiver answers whether it accepts.

form-report-which = Kind of report
form-report-first = First
form-report-follow-up = Follow-up
form-report-ask = What to discuss
form-recommended = Recommendations and what became of them
form-became = What became of it

form-sums = Contacts by need domain
form-sums-domain = Need domain
form-sums-direct = D contacts
form-sums-minutes = D minutes
form-sums-resource = R contacts
form-sums-other = No need named

form-supervision-place = Place
form-supervision-times = Session no.
form-supervision-way = Way (individual, group)
form-supervision-asked = What was asked
form-supervision-advised = The supervisor's view
form-supervision-agreed = What was agreed
form-supervision-next = Until the next session

form-severity = Change of severity (10 points)
form-until = Follow-up

# An agency's own template (HWPX)
template-paragraph = { $part }, paragraph { $paragraph }
template-cell = { $part }, table { $table }, row { $row }, column { $column }
template-asked = “{ $name }” ({ $at })
