# Matching: referral paths and why
match-title = Proposed referral paths
match-asked-at = As of { $at } · policy { $policy }
match-searched = Searched: { $services ->
    [one] 1 service
   *[other] { $services } services
}, { $supporters ->
    [one] 1 informal supporter
   *[other] { $supporters } informal supporters
} ({ $agencies-without } of { $agencies } agencies and { $groups-without } of { $groups } informal resources have no service recorded)
match-freshness = How fresh: { $checked } checked by a person, { $said } dated by a list, { $old } old, { $undated } without a date
match-preference = What the client prefers: { $preference }
match-judged-for = Judged by the facts of: { $names }
match-chooses = These are proposals. The client chooses.
match-none = Nothing can be proposed today: { $reason }.
match-counts = Everything considered, by reason
match-count = { $why }: { $count }
match-proposed = proposed
match-misses = Near misses ({ $shown } of { $count })
match-miss = { $name } ({ $providers }): size of the change { $change }
match-miss-own = { $name } · { $tier }: size of the change { $change }
match-heading = { $place }. { $name } ({ $providers }) · { $score } of { $most } points
match-heading-own = { $place }. { $name } · { $tier } · { $score } of { $most } points
match-nobody = provider unknown
match-points = How the score adds up
match-point = { $rule } { $got } of { $of }: { $why }
match-point-unknown = { $rule } { $got } of { $of } (unknown): { $why }
match-source = { $why } [{ $word }]
match-word-checked = checked { $day }
match-word-said = said { $day }
match-word-disputed = sources disagree
match-pros = For it
match-cons = To consider
match-path = Path { $number } (effort { $cost })
match-path-cold = Path { $number } (effort { $cost }, { $extra } of it for nobody named there)
match-step = { $caller } → { $called }: { $tie } (effort { $cost })
match-step-via = { $caller } → { $called }: { $tie } “{ $via }” (effort { $cost })
match-who = { $name } ({ $agency })
match-who-titled = { $name }, { $title } ({ $agency })
match-phone = phone { $phone }
match-until = until { $day }
match-may-say = may be said: { $items }
match-not-yet = not before consent: { $items }
match-fresh-known-contact = last contact { $day }
match-fresh-agreement = made on { $day }
match-leans = agreements and standing teams that lean on them: { $count }
match-consent-needed = Consent still needed: { $who } — { $categories }
match-overlap = Received already, same class: { $name }
match-overlap-often = Received already, same class: { $name }, { $often }
match-obstacle = Obstacle left: { $type }
match-papers = Documents needed: { $papers }
match-paper-at-hand = { $paper } (at hand)
match-paper-missing = { $paper } (missing)
match-paper-unknown = { $paper } (not known whether at hand)

match-tier-own-network = the client's own network
match-tier-informal = informal resource
match-tier-formal = formal service

match-rule-class = Kind of help
match-rule-listed = Still listed
match-rule-running = Running
match-rule-coverage = Area served
match-rule-age = Age
match-rule-benefit = Benefit class
match-rule-household = Household type
match-rule-disability = Disability type
match-rule-sex = Sex
match-rule-language = Language
match-rule-weekdays = Weekdays
match-rule-hours = Hours
match-rule-cost = Cost
match-rule-reach = Distance
match-rule-documents = Documents
match-rule-received = Not received already
match-rule-load = Load of the supporter
match-rule-capacity = Places open to referrals
match-rule-path = Path
match-rule-frequency = How often
match-rule-preference = Preference
match-rule-obstacles = Obstacles
match-rule-freshness = How fresh

match-why-class-not-stated = the kind of help is not stated
match-why-class-need-without = the need has neither domain nor service class
match-why-class-fits = a class the need asks for: { $classes }
match-why-class-broad = only a broad class is stated: { $classes } (the need: { $wanted })
match-why-class-domain-only = only the need domain is stated: { $domain } (the need: { $wanted })
match-why-class-other = not a class the need asks for ({ $wanted })
match-why-class-domain = said to meet the need domain { $domain }
match-why-class-other-domain = no class that corresponds to the need domain { $domain }
match-why-class-crosswalk = { $classes } – { $domain }: correspondence “{ $relation }”

match-why-listed-still = still in its list
match-why-listed-gone = gone from its list
match-why-listed-verified = checked by a person
match-why-listed-not-stated = in no list, and nobody has checked it

match-why-running-ended = has ended
match-why-running-provider-closed = the provider has closed
match-why-running-later = begins on { $day }
match-why-running-not-now = now: { $state }
match-why-running-now = running
match-why-running-not-stated = not stated whether it runs

match-why-coverage-not-stated = the area served is not stated
match-why-coverage-client-unknown = the client's residence is not known
match-why-coverage-fits = serves residents of { $area }
match-why-coverage-coarse = the residence must be known more exactly
match-why-coverage-neighbour = serves only a neighbouring area: { $areas }
match-why-coverage-other = serves only other areas: { $areas }

match-why-age-not-stated = the ages served are not stated
match-why-age-client-unknown = the client's age is not known (served: { $high ->
    [150] from { $low }
   *[other] { $low }–{ $high }
  })
match-why-age-fits = { $age } years, served: { $high ->
    [150] from { $low }
   *[other] { $low }–{ $high }
  }
match-why-age-outside = { $age } years is not served ({ $high ->
    [150] from { $low }
   *[other] { $low }–{ $high }
  })
match-why-age-birthday = depends on the birthday: { $age } this year (served: { $high ->
    [150] from { $low }
   *[other] { $low }–{ $high }
  })
match-why-age-of-some = the age of some is served, of others not (served: { $high ->
    [150] from { $low }
   *[other] { $low }–{ $high }
  })

match-why-benefit-not-stated = benefit classes are not stated
match-why-benefit-anyone = no benefit class is asked for
match-why-benefit-client-unknown = the client's benefit class is not known (served: { $served })
match-why-benefit-fits = { $own }, served: { $served }
match-why-benefit-broad = { $own }: which exactly must be known (served: { $served })
match-why-benefit-other = { $own } is not served (served: { $served })

match-why-household-not-stated = household types are not stated
match-why-household-anyone = no household type is asked for
match-why-household-client-unknown = the client's household type is not known (served: { $served })
match-why-household-fits = { $own }, served: { $served }
match-why-household-beside = on the roster as { $own }; whether also as served is not known ({ $served })
match-why-household-other = { $own } is not served (served: { $served })

match-why-disability-not-stated = disability types are not stated
match-why-disability-anyone = no disability type is asked for
match-why-disability-client-unknown = the client's disabilities are not known (served: { $served })
match-why-disability-none = only for people with a disability ({ $served })
match-why-disability-fits = { $own }, served: { $served }
match-why-disability-broad = { $own }: which exactly must be known (served: { $served })
match-why-disability-other = { $own } is not served (served: { $served })

match-why-sex-anyone = serves everybody
match-why-sex-client-unknown = the client's sex is not known (served: { $served })
match-why-sex-fits = serves: { $served }
match-why-sex-other = serves only: { $served }

match-why-language-not-asked = no language is asked for
match-why-language-default = no language is stated, taken to be Korean (needed: { $wanted })
match-why-language-not-stated = not stated whether { $wanted } is spoken
match-why-language-fits = spoken by both: { $shared }
match-why-language-other = needed { $wanted }, spoken there { $spoken }

match-why-weekdays-not-asked = no weekday is asked for
match-why-weekdays-not-stated = weekdays are not stated (suits: { $suits })
match-why-weekdays-fit = days that suit: { $shared }
match-why-weekdays-other = runs on { $runs }, suits on { $suits }

match-why-hours-not-asked = no time of day is asked for
match-why-hours-not-stated = hours are not stated
match-why-hours-fit = open { $opens }–{ $closes }, overlaps the client's time
match-why-hours-other = open { $opens }–{ $closes }, outside the client's time

match-why-cost-free = free
match-why-cost-not-asked = no limit of cost is asked for
match-why-cost-not-stated = the cost is not stated (can pay { $limit } won)
match-why-cost-fits = { $cost } won, can pay { $limit } won
match-why-cost-above = { $cost } won is more than the { $limit } won that can be paid

match-why-reach-not-asked = no distance is asked for
match-why-reach-unknown = the distance is not known (reach { $reach } km)
match-why-reach-within = { $distance } km in a straight line (reach { $reach } km)
match-why-reach-beyond = { $distance } km in a straight line is beyond the reach of { $reach } km

match-why-documents-not-stated = documents needed are not stated
match-why-documents-none = no evidence is asked for
match-why-documents-client-unknown = not known whether at hand: { $needed }
match-why-documents-at-hand = all at hand: { $needed }
match-why-documents-missing = missing: { $missing }

match-why-received-not = not received yet
match-why-received-by-another = the client or another of the family receives it: ask for whom it is
match-why-received-enough = received already, and enough
match-why-received-too-little = received { $given }, which is too little
match-why-received-unclear = received already; whether it is enough is not known

match-why-load-unknown = how burdened the supporter is, is not known
match-why-load-heavy = the supporter is { $load }
match-why-load-fits = load of the supporter: { $load }

match-why-capacity-not-stated = places open to referrals are not stated
match-why-capacity-stale = what was said of places is { $days } days old
match-why-capacity-assessment = decided after another assessment
match-why-capacity-contradicts = the state and the number of places ({ $places }) disagree
match-why-capacity-open = places open to referrals: { $places }
match-why-capacity-said = says that it has room
match-why-capacity-waitlist = takes people on a wait list only ({ $waiting } waiting)
match-why-capacity-full = no place is open

match-why-path-not-asked = not one person's need: no path is asked for
match-why-path-nobody-calls = not decided who would call
match-why-path-no-provider = not known who runs it
match-why-path-none = nobody knows anybody there
match-why-path-found = { $ties } ties, effort { $cost } (limit { $limit })
match-why-path-needs-consent = { $ties } ties, but who stands between may not be told without consent
match-why-path-needs-renewal = { $ties } ties, but an agreement has expired
match-why-path-needs-both = { $ties } ties, but a consent is missing and an agreement has expired

match-why-frequency-not-asked = how often is not asked for
match-why-frequency-not-stated = how often is not stated (wanted { $wanted })
match-why-frequency-fits = { $given } (wanted { $wanted })
match-why-frequency-less = only { $given } (wanted { $wanted })

match-why-preference-not-asked = no preference was told
match-why-preference-fits = as the client prefers: { $preferred }
match-why-preference-unknown = not known whether it is as the client prefers: ask ({ $asked })
match-why-preference-words = the preference is in words only: ask the provider
match-why-preference-other = not as the client prefers: { $unmet }

match-why-obstacles-none = no obstacle is recorded
match-why-obstacles-left = { $count } obstacles left: { $types }

match-why-freshness-unknown = not known of when this is
match-why-freshness-old = { $days } days old
match-why-freshness-checked = checked by a person { $days } days ago
match-why-freshness-said = said { $days } days ago

match-note-path-warm = a named person takes over
match-note-path-cold = nobody is named there
match-note-path-through = { $count } stand between
match-note-consent-needed = consent to tell { $who } is still needed
match-note-propose-agreement = { $who }: good experiences have gathered, propose an agreement
match-note-overlap = { $count } services of the class are received already
match-note-coordinate = that would make { $count } of the class: settle order and roles rather than add
match-note-disputed = sources disagree on something here
match-note-unknown = { $count } unknowns: ask when calling

match-change-ask = ask: { $what }
match-change-consent = consent to tell { $who }
match-change-document = get { $document }
match-change-wait-list = go on the wait list
match-change-another-time = another time: { $opens }–{ $closes }
match-change-another-day = another day: { $days }
match-change-relief = relief for the supporter
match-change-transport = transport: { $distance } km
match-change-interpreter = an interpreter: { $languages }
match-change-wait-until = wait until { $day }
match-change-wait-reopen = wait until it opens again
match-change-renew-agreement = renew the agreement: { $agreement }
match-change-cost-covered = { $won } won paid by somebody
match-change-new-agreement = a new agreement: { $one } – { $other }
match-change-place-opened = a place opens
match-change-area-opened = residents from outside { $areas } are taken

match-asks = Worth asking ({ $shown } of { $count })
match-asks-none = No answer would change what is proposed.
match-ask-case = Settle in the team: { $what }
match-ask-client = Ask the client: { $what }
match-ask-client-about = Ask the client about { $names }: { $what }
match-ask-supporter = Ask the supporter { $who }: { $what }
match-ask-provider = Ask { $who }: { $what }
match-ask-provider-phone = Ask { $who } (phone { $phone }): { $what }
match-ask-settles = { $ask } → settles { $settles } (might newly fit: { $opens }; might fall away: { $closes })

match-reason-no-service = there is no such service
match-reason-stale = information is missing or old
match-reason-out-of-area = out of area
match-reason-closed-to-person = closed to this person
match-reason-wrong-time = not at a time that suits
match-reason-too-dear = too dear
match-reason-too-far = too far
match-reason-documents-missing = documents are missing
match-reason-already-received = received already
match-reason-waiting = wait list
match-reason-full = full
match-reason-no-tie = no tie or agreement
match-reason-no-consent = consent is missing
match-reason-need-unclear = the need has neither domain nor class
match-reason-supporter-tired = the supporter is worn out
match-reason-too-little = too little
match-reason-obstacle = an obstacle
match-reason-not-preferred = not as the client prefers

# The proposed integrated team
team-title = Proposed integrated team
team-decides = A proposal only. The integrated conference decides on the team and the lead agency.
team-types = Client types
team-type-yes = { $name }: yes ({ $signs })
team-type-unknown = { $name }: not known — to be asked: { $signs }
team-type-no = { $name }: no
team-sign-household = household type
team-sign-disability = disability
team-sign-age = age
team-sign-need = an agreed need
team-seats = Seats
team-seat = { $seat }: { $count ->
    [one] 1 person could take it
   *[other] { $count } people could take it
}
team-seat-if-there = { $name } (if there is one)
team-seat-empty = { $seat }: empty — { $why }
team-empty-no-manager = nobody has this case yet
team-empty-no-agency = the directory has no such agency
team-empty-area-unknown = the client's neighbourhood is not known
team-empty-not-here = there are such agencies, but none for where the client lives
team-empty-no-worker = there is an agency, but nobody who works there is known by name
team-empty-no-role = workers are known, but nobody who does this
team-empty-no-tie = somebody could, but no tie leads to them
team-ask = Ask: { $name } · phone { $phone }
team-no-phone = not known
team-sits = Sits in this case's team already
team-works-with = The agency works with the client already
team-holds = Holds this seat in “{ $team }”
team-area-unknown = Whether they are there for the client's residence has not been confirmed
team-load = { $count ->
    [one] Sits in 1 standing team now
   *[other] Sits in { $count } standing teams now
}
team-maybe = Seats that may be needed once it is known: { $seats }
team-leads = Who could lead: who already works with the client first
team-lead = { $name }: { $why }
team-lead-now = leads now
team-lead-works = has the case manager
team-lead-took-part = took part
team-lead-gives = gives { $services }
team-leads-none = No agency is known to work with the client
team-committees = Solution committee: announced today, it can meet from { $day }
team-committee = { $name }: { $members }
team-committee-empty = Empty seats: { $seats }
team-committees-none = There is no Solution committee here
team-nobody = nobody

# All needs of one client together
together-title = Together: all needs at once
together-by = Burden counted by: { $formula }
together-formula-visits-travel-stay-1 = visits, the way, the stay and the number of agencies (version 1)
together-formula = The burden is counted in minutes a week: for every visit { $visit } minutes of getting ready, { $home } if they come home, { $stay } minutes of stay, { $km } minutes per km there and back ({ $unknown } minutes where the way is not known), and { $agency } minutes for every agency to do with
together-none = There is no open need to look at now.
together-nothing = nothing to propose: { $reason }
together-option = { $name } ({ $who }) · { $score } points · { $minutes } minutes a week
together-days = { $visits ->
    [one] Once a week
   *[other] { $visits } times a week
}: { $days }
together-days-unknown = the days are not known and have to be asked
together-way-unknown = the distance is not known
together-later = to begin later: { $why }
together-why-alike-at-once = in order, so that not more services of one class are received at once
together-why-needs-at-once = more needs than are worked on at a time
together-why-week-full = no day of the week is left
together-not-first = number { $place } by itself, chosen because all of it together asks less
together-asks = Asked of the family: { $minutes } minutes a week, { $count ->
    [one] 1 agency
   *[other] { $count } agencies
} ({ $names })
together-apart = Chosen apart: { $minutes } minutes a week, { $count ->
    [one] 1 agency
   *[other] { $count } agencies
} ({ $names })
together-shared = One agency meets several needs: { $names }
together-received = { $visits ->
    [one] 1 visit a week
   *[other] { $visits } visits a week
} of what is received already are counted in

# Two policies side by side
compare-title = Policies side by side: { $one } ↔ { $other }
compare-sums = Of { $needs } needs: { $same } with the same first proposal, { $opened } with proposals only under { $other }, { $closed } only under { $one }
compare-first = first proposal: { $one } ↔ { $other } (proposed { $options } ↔ { $others })
compare-moved = { $name }: { $one } → { $other }
compare-out = none

# Sharing places (dry run)
allot-title = Sharing the places open to referrals: a dry run, nothing is recorded
allot-policy-used = policy { $policy }
allot-says = places open to referrals that are left: { $places } · points lost for the sake of priority: { $price }
allot-floor-price = needs that leave a place to another for the sake of the areas' parts: { $displaced } · points lost by it: { $points }
allot-floor = { $area }: of { $asking } needs, part { $floor } · places { $served }
allot-area-unknown = area not known
allot-need = { $number }. { $text } ({ $level }, priority { $priority })
allot-days = { $priority } days
allot-before-any-wait = before any wait · waited { $waited } days
allot-level-unknown = level not known
allot-place = a place: { $name } · { $score } points
allot-gains = none now → gets one
allot-moves = on the wait list of { $name } now → gets a place
allot-stays = as now
allot-no-open-place = of those that fit, none has a place open to referrals left
allot-comes-later = the places of the { $options } that fit go first to needs that are more urgent or have waited longer
allot-area-floor = the places of the { $options } that fit go first to the part of each area that the policy sets
allot-held = referred already: { $text } → { $name } ({ $state })
allot-confirm = A person has to confirm each.
allot-one-priority = Priority { $priority } days = { $waited } days waited since the need was agreed + { $level-days } days that the policy adds for the level of the case ({ $level })
allot-one-before = The level of the case is { $level }, which comes before any wait. Among cases of that level the { $waited } days waited since the need was agreed decide.
allot-one-rule = Where places are scarce they go to the needs of highest priority in turn; only places that an agency has opened to referrals are given, and nobody who has one loses it.
allot-one-option = fits and has a place: { $name } · { $score } points
allot-one-next = Priority rises with every day of waiting, and places are shared again when an agency opens more. If it has become urgent, judge the level of the case again.
allot-page = Sharing the places open to referrals
allot-page-says = A dry run. A person asks the client and confirms each; only then is there a draft of a letter, and until it is sent it can be taken back. Only needs that you may see are counted.
allot-policy = Policy
allot-again = Share
allot-asking = Needs that wait for a place
allot-nobody = No need waits for a place.
allot-column-need = Need
allot-column-priority = Priority
allot-column-place = Place
allot-column-change = What changes against now
allot-column-act = To do
allot-why = Why so
allot-why-says = Explained from this need's own facts alone, to be read with the client.
allot-do-confirm = Confirm this place
allot-confirm-title = { $text } → { $name }
allot-confirm-says = Keeps the client's choice together with a draft of the letter. The receiver does not see the draft before it is sent.
allot-confirmed = The place is confirmed and a draft of the letter is kept. It can be sent or taken back.
allot-held-title = Needs that are referred already
allot-undo = Take the confirmation back
allot-undone = The confirmation was taken back. The place is free again.

# Developing and supporting the informal network
support-title = To widen the client's own network
support-says = Considered before formal services. Only who may read this file sees it. Whom to ask is settled with the client.
support-none = Neither the file nor the groups of this area tell of anybody else to ask.
support-relieve = { $name }: { $load } — give them rest, or find somebody to share the help
support-ask-again = it was solved before by: { $name }
support-known-resource = a resource that is known: { $name }
support-near-person = lives near: { $name }
support-own-person = of the client's own network: { $name }
support-near-group = a group nearby: { $name }
support-fits = gives help of this kind
support-other = gives other help
support-unknown = ask what help it could give

# What a case manager asks: why not this one, what if the consent were wider
why-not-title = Why not this one?
why-not-says = The first { $most } services that this reason leaves out. What somebody checks may change it.
why-not-none = No service is left out for this reason.
wider-title = What if the consent were wider?
wider-says = As if the client let more know. Nothing is recorded; who is told, the client decides.
wider-none = A wider consent opens nothing more. What is proposed already still needs a consent to tell that agency before a referral.
wider-told = Consent would have to name: { $names }
