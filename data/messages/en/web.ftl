web-name = Resource network
web-skip = Skip to content
web-menu = Main menu
web-menu-directory = Directory
web-menu-network = Network map
web-menu-cases = Cases
web-menu-referrals = Referrals
web-menu-gaps = Gaps
web-demo = This is a demonstration. All people, agencies and places are invented.
web-sign-in = Sign in
web-sign-out = Sign out
web-login = User name
web-password = Password
web-wrong-password = User name or password is wrong. Please try again.
web-sign-in-paused = Too many attempts to sign in. Even the right password is not taken now. Please try again in about { $minutes } min.
web-search = Search
web-search-words = Words to search for
web-search-example = such as meals, literacy class, welfare centre
web-every-class = Every service class
web-found = { $count } found
web-nothing-found = Nothing fits. Try fewer words or a wider class.
web-and-more = and { $count } more
web-next-page = Next
web-how-to-reach = How to reach
web-services = Services
web-no-services = No services are on record.
web-ties = Agreements, teams, workers
web-no-ties = No agreement or shared team yet.
web-tie-until = until { $day }
web-tie-over = ended { $day }
web-hours = Hours
web-ages = Ages
web-verified = Verified { $day } ({ $by })
web-said = As listed on { $day }, not verified yet
web-never-verified = Never verified
web-no-longer-listed = no longer listed
web-disputed = Sources disagree on: { $fields }
web-unknown = not known
web-confirm-title = Verify
web-confirm-says = After a call or a visit, this records who verified it and when. Correct the number if it changed.
web-confirm-how = Verified how
web-confirm = I have verified this
web-confirmed = The verification is on record.
web-not-found = Not found
web-not-found-says = There is no such thing here. Check the address or code you followed.
web-home = Home
web-network-list = As a list
web-network-says = A double click, or Enter on a chosen one, opens its page.
web-cases-none = There is no case you may see. Cases appear as far as clients consent.
web-case-code = Case code
web-client = Client
web-lead = Lead agency
web-manager = Case manager
web-level = Level
web-state = State
web-since = Since
web-household = Household and family
web-clocks = Deadlines
web-clock-late = { $days } days late
web-clock-due = by { $day }
web-clock-done = kept on { $day }
web-needs = Agreed needs
web-needs-none = No need has been agreed yet.
web-statements = Presented needs
web-genogram = Genogram
web-ecomap = Eco-map
web-table-view = As a table
web-draw-until = Compare with
web-draw-compare = Compare
web-circle = Circle of consent
web-circle-none = No consent is in force.
web-circle-receiver = Receiver
web-circle-items = Items
web-circle-until = Until
web-looked = Who looked
web-paths = Referral paths
web-paths-say = The program only proposes. The client chooses.
web-paths-none = No service fits. The reasons are below. This need is counted as a gap.
web-near-misses = Nearly fitting
web-score = Score { $score }
web-choose = The client chose
web-choose-why = Why
web-passes-on = Information that may be passed on
web-chosen = The choice is on record and the referral letter was sent.
web-referrals-in = Received
web-referrals-out = Sent
web-referrals-none = No referrals.
web-referral = Referral
web-referral-letter = Referral letter
web-referral-answer = Answer
web-referral-reason = Reason
web-referral-outcome = Outcome
web-referral-feedback = The client's feedback
web-referral-send-answer = Send the answer
web-answered = The answer is on record.
web-gaps = Gaps of the district
web-gaps-csv = Download the table (CSV)
web-count = Count
web-withheld = fewer than five: withheld

# Pages
web-pages = Pages
web-previous-page = Previous

# What was not done, and how to mend it
web-problem-code = Error code: { $code }
web-consent-missing = The client has not consented to: { $items }
web-bad-value = This value cannot be kept ({ $where }).
web-problem-not-found = Not found
    .mend = Check the address, or start from the first page.
web-problem-forbidden = You may not do this
    .mend = It does not belong to your role. If your work needs it, ask your administrator.
web-problem-consent-missing = Not done: consent is missing
    .mend = Talk with the client and record the consent first.
web-problem-form-expired = This was not sent
    .mend = The page had been open too long, or you signed in anew. Open the page again and send it from there.
web-problem-bad-form = What was sent cannot be read
    .mend = Open the page again and send it from there.
web-problem-sign-in = Please sign in
    .mend = Sign in again.
web-problem-sign-in-paused = Signing in is paused for a while
    .mend = There were too many attempts. Please try again a little later.
web-problem-conflict = Somebody else changed this meanwhile
    .mend = Open the page anew, see what changed, and decide again.
web-problem-rule = Not done: a rule of the field forbids it
    .mend = Go back, mend it and send it again. What you typed is still there.
web-problem-bad-value = A value cannot be kept
    .mend = Go back and mend it. Look for line breaks or invisible letters.
web-problem-unknown-term = A value is not in its list
    .mend = Open the page again and choose from the list.
web-problem-access-log = Nothing personal can be shown now
    .mend = The access log cannot be written, so this stopped. Tell your administrator.
web-problem-store-full = Not kept: the disk is full
    .mend = Nothing was half-written. Tell your administrator, then send it again.
web-problem-server-unreachable = The data cannot be reached just now
    .mend = What was saved is kept. Try again in a moment, and tell the administrator if it goes on.
web-problem-other = This was not done
    .mend = Go back and try again; if it stays so, tell your administrator the error code.

# Cases
web-parts = On this page
web-find-paths = Find referral paths
web-statements-none = No need has been presented yet.
web-severity = severity { $change }
web-area = Residence
web-kin = Relation
web-clocks-none = No deadline is running.
web-clock-done-late = kept late, on { $day }
web-file = Records
web-file-none = There are no records you may see.
web-case-leads = Lead agency
web-case-assigned-to = Worker
web-case-took-part = Taking part
web-circle-purpose = Purpose
web-circle-letter = Referral letter: { $service }
web-looked-says = Who saw which items is recorded before they are shown. The record cannot be altered.
web-looked-show = Show the latest { $count } lines
web-look-somebody = somebody else
web-day = Day
web-who = Who
web-why = Page or reason

# Referral paths and the choice
web-back-to-case = Back to the case
web-chosen-before = Choices so far
web-write-letter = Write the letter
web-tier-own-network = Own people
web-tier-informal = Informal resource
web-tier-formal = Formal service
web-path-warm = Path { $number } · a named person takes over
web-path-cold = Path { $number } · no known contact
web-consent-needed = { $who } still needs consent to: { $items }
web-overlap = received already: { $name }
web-papers = Papers needed
web-paper-at-hand = { $paper } (at hand)
web-paper-missing = { $paper } (missing)
web-paper-unknown = { $paper } (not known)
web-how-scored = How it is scored
web-rule = Rule
web-points = Points
web-found-out = What was found
web-choose-title = Record the choice
web-choose-first = Mark the alternative that was chosen first.
web-choice-kept = The choice is on record.
web-choice-none = None of these
web-decided-by = Who decided
web-override = Ground, if a professional decided
web-override-none = Does not apply
web-keep-choice = Record the choice
web-would-fit = It would fit if
web-all-considered = Everything considered
web-outcome = Outcome
web-need = Need
web-receiver = Receiver
web-passes-on-says = Tick only what the client agreed to. What is not ticked is not passed on.
web-sensitive-says = Sensitive items: consent to these is recorded separately.
web-letter-consent = Consent to pass this on
web-pick = Choose
web-given-by = Name of who consents instead (empty for the client)
web-consent-until = Consent until
web-right-to-refuse = I said that consent may be refused without disadvantage
web-is-arranged = I spoke to the receiving worker first
web-send-letter = Send the letter
web-letter-sent = The letter was sent.
web-problem-bad-entry = A day or number cannot be read
    .mend = Write a day as 2031-12-24 and numbers in digits, then send it again.

# Referrals
web-from = From
web-not-passed = not passed on
web-reason-said = In words, if “other”
web-on-waitlist = Put on the waiting list
web-need-now = This need is now
web-unchanged = unchanged
web-keep-feedback = Record the feedback
web-feedback-kept = The client's feedback is on record.

# Gaps
web-gaps-none = There is no need to count.
web-gaps-community = Needs of the community and of policy
web-gaps-community-none = No need of the community is on record.

# Network map
web-network-empty = No agreement or shared team yet.
web-network-loners = { $count } without agreement, team or known contact are not on the map.
web-open-page = Open the agency's page
web-page-case = Case page
web-look-program = an agency's program
web-clocks-kept = { $count } deadlines already met
web-problem-fault = The program failed
    .mend = Tell your administrator what you did and when. What you sent may not have been kept: please check.
web-tie-party-to = Agreement: { $name }
web-tie-member-of = Team: { $name }
web-tie-works-for = Works here: { $name }
web-near-misses-count = { $shown } of { $count }
web-kin-parent = { $sex ->
    [male] Father
    [female] Mother
   *[other] Parent
 }
web-kin-child = { $sex ->
    [male] Son
    [female] Daughter
   *[other] Child
 }
web-kin-partner = Partner
web-kin-guardian = Guardian
web-kin-ward = Under the client’s guardianship
web-kin-parent-parent = { $sex ->
    [male] Grandfather
    [female] Grandmother
   *[other] Grandparent
 }
web-kin-parent-child = { $sex ->
    [male] Brother
    [female] Sister
   *[other] Sibling
 }
web-kin-parent-partner = Parent’s partner
web-kin-partner-parent = { $sex ->
    [male] Partner’s father
    [female] Partner’s mother
   *[other] Partner’s parent
 }
web-kin-partner-child = { $sex ->
    [male] Partner’s son
    [female] Partner’s daughter
   *[other] Partner’s child
 }
web-kin-child-child = { $sex ->
    [male] Grandson
    [female] Granddaughter
   *[other] Grandchild
 }
web-kin-child-partner = Child’s partner
web-kin-child-parent = Child’s other parent
web-kin-none = No relation recorded
web-kin-years = Born – died
web-kin-died = { $years } (dead)
web-residents = Live together
web-residents-none = Nobody is recorded as living with the client.
web-elsewhere = Family who live elsewhere
web-needs-open = Needs being worked on
web-needs-closed = Needs met or withdrawn
web-needs-open-none = No need is being worked on.
web-referral-progress = Progress
web-drawn-from-seen = Drawn from what you may see: who appears depends on the consent given.
web-drawing-alt = { $name }. The same is in the table below.

# The proposed integrated team
web-team-no-type = Of no client type. Only the seats of every team are shown.
web-team-count = { $empty } of { $seats } seats have nobody who could take them.
web-team-empty = empty
web-team-ask = Whom to ask
web-team-more = And { $count } more.
web-team-committee = Solution committee
