# What acts of casework warn of (notice), the rules that refuse (rule), the referral letter (letter)

## Notices: the act was done, and somebody should look

casework-notice-age-unknown = The age is unknown, so it could not be checked whether the client may consent alone.
casework-notice-agreement-nominal = A party of the agreement names no worker. An agreement without a named worker is easily a nominal one.
casework-notice-answer-late = This answer came after its deadline ({ $until }).
casework-notice-assistant-low-risk = An assistant case manager takes low-risk cases only; the plan stays the case manager's responsibility.
casework-notice-both-parents = A child's therapy needs both parents' consent. Check the other parent's.
casework-notice-caseload = { $count } cases are carried, above the standard of { $limit }. Consider a transfer, the wait list, or a part-time case manager.
casework-notice-clock-late = A deadline has passed: { $clock } (by { $until }).
casework-notice-contact-without-phone = This worker is the named contact, but has no phone number.
casework-notice-emergency-now = This is an emergency: assign, assess and act at once.
casework-notice-emergency-review = The emergency access ends by itself at { $until }, and the reviewer looks at it afterwards.
casework-notice-evidence-missing = { $obstacle }: evidence is needed, such as a prescription or certificate.
casework-notice-first-contact-due = The case manager has to meet the client by { $until }.
casework-notice-follow-up-missing = The follow-up plan is empty.
casework-notice-goal-without-end = The short-term goal has no end date.
casework-notice-household-not-kept = The household was not recorded: the client did not agree to family facts.
casework-notice-informal-not-shown = There are informal supporters, and none is among the options shown. Consider informal help first.
casework-notice-lead-without-consent = The client has not agreed to any information for the lead agency.
casework-notice-link-elsewhere = Not selected: link the person to a named worker elsewhere, and note it in the process record.
casework-notice-minutes-late = The minutes were shared after their deadline ({ $until }).
casework-notice-minutes-missing = A direct contact without its length in minutes.
casework-notice-monitoring-missing = How it will be monitored was not said.
casework-notice-need-not-passed = The letter does not say the need: its category of information is not passed on.
casework-notice-need-without-service = No service class would meet this need. It counts as a gap of resources.
casework-notice-need-without-words = This need was agreed without a presented need. Keep whose words it came from.
casework-notice-needs-at-once = { $count } needs are worked on at once; the standard is { $limit }.
casework-notice-no-process-record = The client did not agree to work notes: no process record can be kept.
casework-notice-nobody-leads = Nobody leads the team yet.
casework-notice-nobody-named = The client's identity is not passed on: the receiver cannot tell who is referred.
casework-notice-obstacle-before-nothing = It was not said from which resource the obstacle keeps the client.
casework-notice-one-option-only = Only one option was shown. Show several, with their pros and cons.
casework-notice-override-recorded = A professional decided. Who decided and why is recorded.
casework-notice-priority-not-asked = There is no priority. The client decides it.
casework-notice-record-late = This record was written after its deadline ({ $until }).
casework-notice-referral-without-consent = { $count } referrals under way can no longer be read, since consent was withdrawn. Cancel them and tell the receivers.
casework-notice-referrals-under-way = { $count } referrals are under way.
casework-notice-result-open = The result of the advocacy has not been written yet.
casework-notice-same-service-elsewhere = Services of the same class are already received from { $count } places ({ $services }). Consider coordinating order and ways.
casework-notice-severity-after-missing = The severity after help was not asked for { $count } presented needs.
casework-notice-severity-not-asked = The severity was not asked: before and after cannot be compared.
casework-notice-short-goal-long = A short-term goal ends by { $until }.
casework-notice-signer-unrecorded = The signer is not in the record, so the right to sign could not be checked.
casework-notice-speak-first = Speak to the receiving worker before the letter goes out.
casework-notice-suggest-agreement = { $count } referrals with { $agency } ended well. Consider proposing an agreement.
casework-notice-supporter-tires = Load of the supporter: { $load }. Think of respite, education, a second supporter.
casework-notice-why-it-ended = Why the former resource ended was not said.
casework-notice-working-agency-first = Agencies that already work with the client were not asked first: { $agencies }.
casework-notice-place-held-twice = Somebody else confirmed this place in the same moment: there are more drafts of letters than places left. Talk to each other, and one of you undoes the confirmation; or ask the provider before you send.

## Rules: the act is refused

casework-rule-case-closed = The case is closed. Take the person in anew to begin again.
casework-rule-case-open-already = A case of this person is open already. Work in that one.
casework-rule-chosen-of-shown = What is chosen must be among the options shown. Put it among them.
casework-rule-closing-door = A case is closed by the act of closing, and not selected by intake only.
casework-rule-community-names-nobody = A need of the community says of nobody that it is theirs. For a person's need, choose the case.
casework-rule-consent-period = The consent's period is over already. Give a date to come.
casework-rule-decides-for-oneself = A client records no decision but the own one.
casework-rule-emergency-reason = An emergency access needs a reason.
casework-rule-end-to-come = Nothing can be written down as ended on a day that is yet to come.
casework-rule-intake-consent = The client has to agree that the agency records identity and case. Without it, inform the person and record nothing.
casework-rule-key-twice = The same key is used twice: { $key }.
casework-rule-lead-by-integrated = The lead agency is decided by an integrated conference, not by this kind ({ $type }).
casework-rule-level-reason = Write why the level was judged so.
casework-rule-list-giver = An intake from a list says who gave the list and obtained the consents.
casework-rule-minutes = The length is zero minutes or more.
casework-rule-more-than-passed = This consent covers items that the letter does not pass on. Ask for those that it does.
casework-rule-next-step = The next step (P) is always written: when, where, what.
casework-rule-no-client = A worker's entry cannot become a client. Take the person in as a newcomer.
casework-rule-no-consent-purpose = Danger to life is no consent. Record an emergency access.
casework-rule-no-household = No household is recorded, so nobody can be recorded as living in it.
casework-rule-no-need = A plan item works on one agreed need or more.
casework-rule-no-override = The client's own decision has no ground of override.
casework-rule-no-words = Write what it is about.
casework-rule-no-worker = It is not recorded which agency this person works for, so no case can be assigned.
casework-rule-nobody-in-file = Nobody of the family file is called so. Write the file's key (@I1@) or the whole name as it stands there.
casework-rule-several-in-file = { $count } people of the family file have that name. Choose one by the file's key (@I1@).
casework-rule-family-too-large = The near kin alone are { $count } people. At most { $most } are taken: go fewer steps (--steps).
casework-rule-family-stands = Kin is recorded already. So that two pictures of one family are not laid over each other, write down only whom you learnt of.
casework-rule-own-list = A list cannot be handed over to oneself. Name the agency that gave it.
casework-rule-no-workplace = Your agency is not recorded. Ask your administrator to record it.
casework-rule-nobody-attended = Name at least one who takes part.
casework-rule-not-a-clients-item = This is no item that a client consents to.
casework-rule-allotment-changed = The places are shared otherwise by now. Look at the sharing again, and confirm what it says.
casework-rule-not-a-draft = Only a draft can be sent.
casework-rule-not-ended = The referral has not ended. Ask for the client's feedback afterwards.
casework-rule-not-in-this-case = It does not belong to this case.
casework-rule-not-the-provider = That agency does not offer this service. Choose one that does.
casework-rule-not-yet = What has not happened yet cannot be recorded.
casework-rule-nothing-asked = No item was agreed to. Name those that the client chose.
casework-rule-nothing-chosen = Nothing was chosen, or it is not visible. Record the choice first.
casework-rule-nothing-to-undo = There is no change to undo. After a day, what is so now is said anew.
casework-rule-nothing-ends = Nothing of the kind holds now.
casework-rule-nothing-passed = The receiver can read the letter only if services received are passed on.
casework-rule-nothing-said = There is nothing to change.
casework-rule-nothing-to-review = There is no emergency access that waits for your review.
casework-rule-nothing-to-withdraw = There is no such consent to withdraw.
casework-rule-options-shown = Record at least one option that was shown.
casework-rule-other-receiver = The consent is not for the receiver of this referral.
casework-rule-outcome-missing = What is completed has an outcome.
casework-rule-override-ground = A professional decides only where life or safety is in danger, with the ground and the reason written.
casework-rule-passed-without-consent = The client has not agreed that these items be passed on: { $items }.
casework-rule-passes-own-notes = Work notes are not passed on by a letter.
casework-rule-period = The end is before the beginning.
casework-rule-points = The points are { $low } to { $high }.
casework-rule-reason-in-words = Another reason is said in words.
casework-rule-reason-of-state = "{ $reason }" is no reason of "{ $wanted }".
casework-rule-review-consequence = What follows from an access that was not justified has to be written down.
casework-rule-reviews-oneself = Somebody else reviews an emergency access.
casework-rule-right-to-refuse = Tell the right to refuse before asking for consent.
casework-rule-score-asked = What is achieved has the client's score.
casework-rule-sensitive-apart = Consent to sensitive items (health, mental health, safety, rights) is asked apart.
casework-rule-sent-by-its-door = A referral is sent by the act of sending.
casework-rule-service-not-formal = No letter goes to an informal supporter. Ask them together with the client.
casework-rule-severity = Severity is { $low } to { $high } points.
casework-rule-signs-oneself = Somebody else signed as the client. Check in what capacity.
casework-rule-signs-only-legal = Only a parent or a legal guardian signs for the client.
casework-rule-state-order = "{ $wanted }" cannot follow "{ $now }".
casework-rule-state-reason = "{ $wanted }" needs a reason.
casework-rule-tie-to-oneself = Nobody has a tie to themselves.
casework-rule-triangle-file = Only three of the family in this client’s genogram can be a triangle.
casework-rule-triangle-of-three = A triangle is of three different people.
casework-rule-triangle-relations = Every two of the three need an emotional relation. Choose the one that is not written down yet.
casework-rule-two-parties = An agreement has two parties or more.
casework-rule-under-age = Below the age of { $age } the legal representative consents.
casework-rule-unknown-tie = The genogram has no such tie: { $kind }.
casework-rule-verdict-reason = Write why the person was not selected for case management.
casework-rule-where-is-it = For a person's need choose the case, for a community's the area.
casework-rule-which-receiver = There is not exactly one provider. Choose the receiver.
casework-rule-which-workplace = Say for which agency this is done.
casework-rule-who-signs = Say who signed for the client.

## The referral letter

casework-letter-title = REFERRAL
casework-letter-to = To: { $value }
casework-letter-contact = Attention: { $value }
casework-letter-from = From: { $value }
casework-letter-worker = Case manager: { $value }
casework-letter-date = Date: { $value }
casework-letter-client = Client: { $value }
casework-letter-code = Case code: { $value }
casework-letter-summary = Summary: { $value }
casework-letter-need = Need: { $value }
casework-letter-goal = Goal: { $value }
casework-letter-service = Service asked: { $value }
casework-letter-per-week = Frequency: { $value }
casework-letter-monitoring = Monitoring: { $value }
casework-letter-passes-on = Information the client agreed to pass on: { $value }
casework-letter-closed = What the letter says is read by its sender, its receiver and the client only.
casework-letter-confidential = This information serves the service above and nothing else; the client may withdraw consent at any time.
casework-letter-copies = The original goes to the receiving agency, the sender keeps a copy. Please answer whether you accept.

# Family: who they are to the client
casework-kin-parent = { $sex ->
    [male] Father
    [female] Mother
   *[other] Parent
 }
casework-kin-child = { $sex ->
    [male] Son
    [female] Daughter
   *[other] Child
 }
casework-kin-partner = Partner
casework-kin-guardian = Guardian
casework-kin-ward = Under the client’s guardianship
casework-kin-parent-parent = { $over ->
    [female] { $sex ->
        [male] Grandfather (mother’s side)
        [female] Grandmother (mother’s side)
       *[other] Grandparent (mother’s side)
     }
   *[other] { $sex ->
        [male] Grandfather
        [female] Grandmother
       *[other] Grandparent
     }
 }
casework-kin-parent-child = { $sex ->
    [male] Brother
    [female] Sister
   *[other] Sibling
 }
casework-kin-parent-partner = Parent’s partner
casework-kin-partner-parent = { $sex ->
    [male] Partner’s father
    [female] Partner’s mother
   *[other] Partner’s parent
 }
casework-kin-partner-child = { $sex ->
    [male] Partner’s son
    [female] Partner’s daughter
   *[other] Partner’s child
 }
casework-kin-child-child = { $sex ->
    [male] Grandson
    [female] Granddaughter
   *[other] Grandchild
 }
casework-kin-child-partner = Child’s partner
casework-kin-child-parent = Child’s other parent
casework-kin-none = No relation recorded
casework-kin-died = { $years } (dead)

# Erasure
casework-rule-erasure-case-open = A case is still running: close it first.
casework-rule-erasure-kept = The law keeps the file until { $day }.
casework-rule-erasure-review-waiting = An emergency access has not been reviewed: review it first.
