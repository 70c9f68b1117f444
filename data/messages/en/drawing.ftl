# Words of the drawings: genogram, eco-map
drawing-unnamed = Name unknown
drawing-not-asked = not asked
drawing-legend = Legend
drawing-drawn-on = Drawn { $date }
genogram-as-it-was = The family as it was on { $date }, by what is known now
drawing-author = By { $name }

genogram-title = Genogram · { $name }
genogram-summary = Genogram around { $name }: { $generations } generations, { $people } people.
genogram-union = { $one } – { $other }: { $state }.
genogram-union-unsaid = { $one } – { $other }: relationship not recorded.
genogram-parent-alone = { $one }: other parent not recorded.
genogram-children = Children: { $names }.
genogram-feeling = { $one } → { $other }: { $nature }.
genogram-feeling-mutual = { $one } – { $other }: { $nature }.
genogram-household = Living together: { $names }.
genogram-left-out = { $count } more recorded people are not in this drawing ({ $parts }).
genogram-left-out-part = { $branch } { $count }
genogram-branch-paternal = father’s side
genogram-branch-maternal = mother’s side
genogram-branch-parental = a parent’s side
genogram-branch-siblings = siblings’ families
genogram-branch-partners = partner’s side
genogram-branch-descendants = descendants
genogram-branch-others = co-residents’ families
genogram-scope = Scope of the genogram
genogram-scope-says = { $count } people are recorded, too many for one drawing. Choose generations and branches.
genogram-scope-generations = Generations
genogram-scope-draw = Draw this scope
genogram-unproven = { $share ->
    [none] Whether this left-right order is the best could not be proven.
   *[other] Whether this left-right order is the best could not be proven (a better one would save at most { $share } %).
}
genogram-contradiction = The record contradicts itself: somebody is a descendant of their own child.
genogram-bond-since = { $bond } { $year }
genogram-bond-years = { $bond } { $start }–{ $end }
genogram-legend-index = Index person
genogram-legend-dead = Dead
genogram-legend-age = The number is the age
genogram-legend-unknown = Sex unknown
genogram-legend-household = Living together
genogram-legend-unsaid = Kind of relationship not recorded
genogram-legend-child = Child: { $nature }
genogram-legend-contradiction = Contradiction in the record
genogram-table = The genogram in words
genogram-table-name = Name
genogram-table-sex = Sex
genogram-table-years = Birth–death
genogram-table-age = Age
genogram-table-parents = Parents
genogram-table-partners = Partners
genogram-table-children = Children
genogram-table-feelings = Emotional relations
genogram-table-household = Household
genogram-table-index = index person
genogram-table-lives-here = lives here

# Eco-map
ecomap-title = Eco-map · { $name }
ecomap-summary = Eco-map of { $name } with { $count } systems around.
ecomap-period = Period { $start } – { $end }
ecomap-then = Then
ecomap-now = Now
ecomap-legend-flow = Arrows: where resources and energy flow
ecomap-legend-size = Size and number: importance (1–5)
ecomap-legend-not-asked = Importance was not asked
ecomap-table = The eco-map in words
ecomap-table-name = System
ecomap-table-nature = Relation
ecomap-table-flow = Flow
ecomap-table-importance = Importance
ecomap-table-nearness = Nearness
ecomap-table-words = The client's words
ecomap-table-change = Change
ecomap-change-came = new
ecomap-change-went = gone
ecomap-change-nearer = nearer
ecomap-change-farther = farther
ecomap-change-other = another relation
ecomap-change-same = the same
ecomap-household = Living together: { $names }.
ecomap-changed = { $name }: { $change }.
ecomap-legend-near = Inner rings are closer
ecomap-legend-no-flow = No flow
ecomap-legend-nature-not-asked = Relation was not asked
ecomap-legend-nearness-not-asked = Nearness was not asked
ecomap-table-known = Help on record
ecomap-changes = What changed
ecomap-changes-name = System
ecomap-changes-what = What
ecomap-changes-then = Then
ecomap-changes-now = Now
ecomap-change-asked = asked since
ecomap-change-more = more important
ecomap-change-less = less important
ecomap-no-record = nothing on record
genogram-legend-age-rough = Numbers are ages (~ from years alone)
ecomap-legend-sector-people = People
ecomap-legend-sector-groups = Informal groups
ecomap-legend-sector-agencies = Agencies
ecomap-legend-sector-services = Services
genogram-migrated = { $place ->
    [none] Migrated { $year }
   *[other] { $year ->
        [none] From { $place }
       *[other] From { $place } ({ $year })
    }
}
genogram-legend-twins = { $kind ->
    [none] Twins
   *[other] Twins ({ $kind })
}
genogram-legend-households = Another household
genogram-twins = { $one } – { $other }: { $kind ->
    [none] twins
   *[other] twins ({ $kind })
}.
genogram-triangle = Emotional triangle { $number }: { $names }{ $words ->
    [none] {""}
   *[other] {" "}– { $words }
}.
genogram-legend-triangle = Emotional triangle: three lines of one number
genogram-households = Another household: { $names }.
genogram-table-notes = Also recorded
ecomap-change-planned = proposed
ecomap-legend-planned = Proposed, not there yet
ecomap-planned = { $name }: proposed by referral, not there yet{ $asked ->
    [none] {""}
   *[other] {" "}({ $asked })
}.
