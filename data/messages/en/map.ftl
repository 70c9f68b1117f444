# The network map: agencies, informal resources, teams, services, and what ties them

map-title = Network map
map-summary = A network map of { $spots } resources and { $links } ties; { $fragile } of them fragile, { $ended } ended.
map-more = and { $count } more

## What there is
map-unnamed-agency = Unnamed agency
map-unnamed-group = Unnamed informal resource
map-unnamed-team = Unnamed team
map-unnamed-service = Unnamed service
map-sector-public = Public
map-sector-private = Private
map-sector-either = Public or private: its type does not say
map-sector-group = Informal resource
map-sector-team = Team
map-sector-service = Service
map-sizes = The larger, the more ties
map-count-agency = agencies: { $count }
map-count-group = informal resources: { $count }
map-count-team = teams: { $count }
map-count-service = services: { $count }
map-no-area = Area not given
map-no-type = Type not given

## What ties them
map-ties = ties: { $count }
map-ties-fragile = fragile: { $count }
map-ties-ended = ended: { $count }
map-agreement = Agreement: { $name }
map-team = Team: { $name }
map-contact = Workers who know each other: { $name }
map-success = Referrals that went well: { $name }
map-offer = Offers this service
map-line-agreement = Agreement
map-line-team = Shared team
map-line-contact = Known contact
map-line-success = Referrals that went well
map-line-offer = Service offered
map-line-ended = Ended tie
map-line-parts = Tie whose end would part the network
map-line-fragile = Fragile tie
map-line-valid = Holding tie
map-over = ended
map-weak = fragile
map-until = until { $day }
map-ended = ended { $day }
map-parts = without it { $count } are cut off from the rest
map-why-ends-soon = ends soon
map-why-nominal = a party names no worker
map-why-stale = no contact for long

## The page
map-says = What joins agencies, informal resources and teams. Nothing about people is in it.
map-to-list = View as a list
map-to-map = View as a map
map-empty = There is no agreement and no shared team yet.
map-nothing = No tie fits what you chose. Choose less.
map-loners = Resources without agreement, team or known contact: { $count }
map-loners-say = Nothing joins these to anybody. They may be the first to be joined.
map-choose = Choose what is shown
map-arrangement = Arrangement
map-arrangement-ties = By ties
map-arrangement-area = By area
map-arrangement-type = By type
map-kinds = Kinds of tie
map-states = State of the tie
map-domain = Need domain
map-team-choice = Team
map-area = Area
map-type = Type
map-every = All
map-steps = Neighbours
map-steps-count = { $count ->
    [0] none
    [one] { $count } step
   *[other] { $count } steps
}
map-has-loners = Those without ties too
map-show = Show
map-clear = Clear all
map-search = Find a name
map-found = { $count } found.
map-focus = Show this one only
map-focused = Shown: { $name } and its neighbours.
map-grouped = { $count } are too many to tell apart, so they are drawn in groups. A group that you choose opens.
map-open-group = Look inside
map-show-all = Show all without groups
map-save = Save
map-save-png = Picture (PNG)
map-save-svg = Picture (SVG)
map-save-graphml = For analysis (GraphML)
map-save-html = Page that opens by itself (HTML)
map-picture = Map
map-keys = With the map chosen: arrow keys go to the next one that way, N and P through those tied to it, Enter for details, + and − for size, 0 for the whole, Esc lets go.
map-zoom-in = Larger
map-zoom-out = Smaller
map-whole = Whole
map-loading = Drawing the map…
map-no-picture = This browser cannot draw the moving map, so here is a still picture. The list below says the same.
map-failed = The map could not be loaded. The list below says the same.
map-list = List
map-details = Details
map-open = This agency’s page
map-close = Close
map-none-chosen = Nothing is chosen.
