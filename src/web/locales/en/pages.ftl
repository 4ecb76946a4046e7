# The frame of every page.
skip-to-content = Skip to content
nav-menu = Menu
nav-languages = Language of the page
nav-pages = Pages of the list
practices = Inspiring practices
events = Events
calls = Calls to action
posts = Posts from elsewhere
territories = Territories
about = About
footer-privacy = This page sets no cookie, does not track you and asks nothing of other sites.
footer-source = Free software Havre, AGPL-3.0 licence: source code
footer-data = Open data
footer-geonames = Coordinates of territories: GeoNames, CC BY 4.0.
nav-search = Search everything
nav-search-hint = Practice, place, theme…
nav-footer = About this space
map = Map
network = The network
themes = Themes
footer-keep = Read offline
footer-accessibility = Accessibility
footer-privacy-page = Privacy
footer-legal = Legal notice
example = Example

# The home page.
home-newest-practices = Newest practices
home-upcoming-events = Upcoming events
home-open-calls = Open calls
home-all-practices = All practices
home-all-events = All events
home-all-calls = All calls
home-near = Near { $name }
home-all-near = Everything nearby
home-figures = The network in figures
home-follows-nobody = This space does not follow any territory yet.
peer-asked = Request sent, no answer so far
peer-refused = Request refused
minutes-ago =
    { $count ->
        [0] less than a minute ago
        [1] a minute ago
       *[other] { $count } minutes ago
    }
hours-ago =
    { $count ->
        [1] an hour ago
       *[other] { $count } hours ago
    }
days-ago =
    { $count ->
        [1] a day ago
       *[other] { $count } days ago
    }

# The network: its spaces, its figures, the history of a sheet.
network-lead = Every territory has a space of its own, and none stands in the middle. This is what this space knows of the others.
network-published-here =
    { $count ->
        [one] sheet published here
       *[other] sheets published here
    }
network-copies =
    { $count ->
        [one] sheet of another space, kept as a copy
       *[other] sheets of other spaces, kept as copies
    }
network-known =
    { $count ->
        [one] other space known
       *[other] other spaces known
    }
network-spaces = The spaces of other territories
network-stays = The sheets that are held here stay readable here, even if the space that published them no longer answers or disappears.
network-caption = What each space publishes, what of it is held here, and when it last answered
network-space = Space
network-publishes = Sheets published
network-held = Held here
network-held-of = { $held } of { $published }
network-heard = Last heard
network-never = not yet
network-silent = Silent since { $day }
network-not-followed = Copies received, space not followed
network-moved = Has moved:
network-other-software = Sites that use other software
network-other-software-text = They do not say how many sheets they publish: those that can be read here are counted.
network-figures = The network in pictures
network-json = The same data for programs (JSON)
chart-nothing = There is nothing to show yet.
chart-table = These figures as a table
chart-sheets = Sheets
chart-month = Month
chart-month-unknown = Month not known
chart-others = Other countries
chart-pillars = Sheets by pillar
chart-pillars-text = A sheet may belong to several pillars.
chart-countries = Sheets by country
chart-countries-text =
    { $count ->
        [one] They come from { $count } country.
       *[other] They come from { $count } countries.
    }
chart-growth = How the sheets grew in number
chart-growth-text = Sheets that can be read here, by the month of their first publication.
chart-events = A year of events
chart-events-text = Events that start in each month, from this one on.
history = The history of this sheet
history-of = History: { $title }
history-versions =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions: see what changed
    }
history-present = Read the present version
history-none = This sheet has not changed since it could be read here.
history-changed = Changed:
history-gone = removed:
history-new = added:
history-cut = More words changed: the version before shows them.
history-read-before = Read the version before
history-earlier = Earlier changes
history-published = First published on { $day }.
history-old = Old version, of { $day }: it is no longer current.
part-in = { $part } ({ $language })
part-title = title
part-text = text
part-ask = what is asked
part-translation = translation
part-when = dates
part-place = place
part-status = status
part-topics = themes and for whom
part-people = who is behind it
part-links = links and tools
part-sources = sources and reliability
part-other = other details
themes-lead = The words with which territories sort their sheets, what they mean, and how many sheets there are of each.
vocabulary-axis = Axis
vocabulary-nothing = No sheets so far.

# Lists.
practices-count =
    { $count ->
        [0] No practices
        [one] { $count } practice
       *[other] { $count } practices
    }
events-count =
    { $count ->
        [0] No events
        [one] { $count } event
       *[other] { $count } events
    }
calls-count =
    { $count ->
        [0] No calls
        [one] { $count } call
       *[other] { $count } calls
    }
posts-count =
    { $count ->
        [0] No posts
        [one] { $count } post
       *[other] { $count } posts
    }
territories-count =
    { $count ->
        [0] No territories
        [one] { $count } territory or organisation
       *[other] { $count } territories and organisations
    }
sheets-count =
    { $count ->
        [one] { $count } sheet
       *[other] { $count } sheets
    }
search-words = Search for words
search-go = Search
search-clear = Clear the search
search-nothing = Nothing matches. Try fewer words or fewer filters.
search-ways = The same sheets elsewhere
field-pillar = Pillar
field-theme = Theme
field-kind = Kind
field-territory = Territory
field-country = Country
field-lang = Exists in
field-status = Status
field-audience = For whom
field-when = When
when-upcoming = Upcoming
when-past = Past
page-previous = Previous page
page-next = Next page
downloads = Download
downloads-lead = The same selection in other formats:

# Search: words, filters, places, suggestions.
search-title = Search
search-count =
    { $count ->
        [0] No sheets
        [one] { $count } sheet
       *[other] { $count } sheets
    }
expected-type = practice, event, call or post
search-everything = Search everything
search-territories = Name of a territory or an organisation
near = Near
within = Within
sort = Order
sort-relevance = Best match first
sort-date = By date
sort-distance = Nearest first
distance =
    { $kilometres ->
        [0] less than 1 km
       *[other] { $kilometres } km
    }
near-beside = { $name } (near { $town })
near-within = Within { $kilometres } km of { $place }.
near-others = Another place?
near-place = Near { $place }
near-place-words = “{ $words }” near { $place }
near-unknown = The place “{ $place }” is not known here
near-unknown-next = Write the name of a town or a territory, or coordinates such as 45.76,4.84.
near-unknown-alike = Did you mean one of these?
filters = Filters
filters-chosen = Chosen filters
filters-back = Back to the results
filter-remove = Remove: { $filter }
filter-chosen = { $label }: { $value }
filter-more = All { $count }
filter-area = Part of the map
filter-no-examples = Without examples
field-type = What
meanings = You may mean
meaning-place = Place
advice = What you can try
advice-line = { $label } ({ $count })
advice-spelling = Search for “{ $words }”
advice-wider = Look within { $kilometres } km
advice-without = Without “{ $what }”
advice-everything = Search everything, not only “{ $kind }”
page-past-end = The list has no such page
page-past-end-next = It is shorter than that, or it has become shorter.
page-first = Go to the first page
expected-place = the name of a town or a territory, or coordinates such as 45.76,4.84
expected-sort = relevance, date or distance

# A sheet.
kind-practice = Inspiring practice
kind-event = Event
kind-call = Call to action
kind-post = Post from another site
example-notice = Example: this sheet is invented, to show what one would look like.
event-cancelled = This event is cancelled.
content-warning = Content warning:
event-online = You can take part from afar
text-original = Original text, in { $language }.
text-human = Checked translation. Original: { $original }.
text-unchecked = Translation to be checked. Original: { $original }.
text-machine = Machine translation. Original: { $original }.
text-out-of-date = Translation out of date: the original has changed since. Original: { $original }.
mark-original = original
mark-human = checked translation
mark-unchecked = translation to be checked
mark-machine = machine translation
mark-out-of-date = translation out of date
other-languages = In other languages
facts = At a glance
fact-kind = Kind
fact-status = Status
fact-period = Period
fact-carrier = Run by
fact-partners = Partners
fact-tools = Tools
fact-taking-part = Taking part
fact-organisers = Organised by
fact-spoken-languages = Languages spoken
fact-figures = Figures
fact-opens = Opens
fact-closes = Closes
fact-place = Place
fact-territory = Territory
fact-themes = Themes
fact-audience = For whom
fact-links = Links
fact-hashtags = Hashtags
fact-sources = Sources
fact-confidence = Reliability
fact-note = Remark
source-document = Document of the network: { $name }
status-as-of = { $status }, as of { $day }
period-since = From { $day }
period-until = Until { $day }
call-until = Until { $day }
confidence-high = Well supported by the sources
confidence-medium = Sources are old or few
confidence-low = To be confirmed
figure-participants =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
figure-countries =
    { $count ->
        [one] { $count } country
       *[other] { $count } countries
    }
figure-territories =
    { $count ->
        [one] { $count } territory
       *[other] { $count } territories
    }
related = Related sheets
origin = Where this sheet comes from
moved-notice = This space has moved. What is new stands at this address:
origin-speaker = Published by
origin-page = Original sheet
origin-published = First published
origin-updated = Last changed
origin-adapted-from = Adapted from
replies = Replies
replies-notice = Written elsewhere, and read by those who run this space before they are shown.
origin-proven-own = signed by its author on { $day }
origin-proven-copy = signed by its author, checked on { $day }
origin-file = File
origin-file-name = this sheet and its signature (JSON-LD)
sheet-sources = Tools and sources
sheet-adapted-by = Adapted elsewhere
sheet-aside = About this page
sheet-behind = Who is behind it
contact-team = Contact the team
contact-team-how = Write to this address, or follow it, from Mastodon or another service of the fediverse:
origin-here = This sheet is published by this space.
origin-copy = Copy of a sheet published on { $host }.
origin-copy-checked = Copy of a sheet published on { $host }, compared { $ago }.
origin-verified = Verified
origin-unverified = No signature to verify
share = Share
share-address = Address of this page:
share-by-mail = Send by e-mail
follow = Follow
follow-from-my-server = Follow from my server
follow-title = Follow { $name }
follow-lead = Copy this address into the search of Mastodon or of your service, or name your server below.
follow-server = Your server
follow-server-hint = For example mastodon.social. Nothing is recorded here.
follow-go = Prepare the link
follow-continue = Continue on { $host }
copy-of-silent = Copy: the space of the territory that published this sheet no longer answers; it was last heard on { $day }.
answer-link = Answer the call ({ $host })
answer-at-origin = Answer on the original space ({ $host })

# To carry away: posters, cards for other sites.
take-with-you = Take it with you
take-calendar = Add to my calendar (iCalendar)
take-poster = Poster to print (A4, with QR code)
take-embed = Show it on another site
take-embed-list = Show this list on another site
take-json-ld = JSON-LD, with its signature
take-subscription = Subscribe in my calendar
poster-title = Poster: { $title }
poster-back = Back to the sheet
poster-print = Print the poster
poster-how = One A4 page, black on white. To print: Ctrl + P (⌘ P on a Mac), or “Print” in the menu of the browser.
poster-when = When
poster-where = Where
poster-who = Who
poster-qr = QR code that leads to { $address }
poster-more = Everything about it, also in other languages:
poster-as-of = As of { $day }
card-source = Source: { $name }
embed-title = Show “{ $title }” on another site
embed-list-title = { $title }: show this list on another site
embed-lead = Copy the code below into a page of your site: it shows the sheet, always as it is here.
embed-list-lead = Copy the code below into a page of your site: it shows the first sheets of this list, always as they are here.
embed-back-to-list = Back to the list
embed-preview = Preview
embed-code = Code to copy
embed-code-hint = Click into the field, select everything (Ctrl + A) and copy (Ctrl + C). The last line is the script: without it, the card stays as it is today.
embed-privacy = What the browsers of your visitors do
embed-privacy-script = With the script, they ask this space for the script and for what the card says. So this space learns their network address and which site shows the card, not which page they read. It sets no cookie, stores nothing on their devices and keeps no record of who read what.
embed-privacy-static = Without the line of the script, they ask this space nothing, until somebody follows the link.
expected-sheet-address = the address of a sheet of this space

# A territory.
territory-names = Other names
territory-country = Country
territory-languages = Languages
territory-population = Population
population-about = about { $number } people
territory-timezone = Time zone
territory-seat = Seat
territory-coordinates = Coordinates
territory-space = Territory space
territory-here = This space
territory-panorama = Territory overview
territory-panorama-lead = What is done there, by pillar of the network.
territory-published = Also published by { $name }
theme-narrower = More precisely:

# The map.
map-lead = Where practices, events, calls and territories are. The list below the map has the same places.
map-filters = Narrow the map
map-legend = Key to the map
map-open = Show the map (about 200 kB)
map-loading = The map is loading …
map-failed = The map cannot be shown. The list below has everything.
map-shown = On the map: { $placed } of { $total }.
map-results =
    { $count ->
        [one] { $count } result here
       *[other] { $count } results here
    }
map-closer = Zoom in
map-farther = Zoom out
map-keys = With the keyboard: arrows move the map, + and − zoom, Tab goes from mark to mark, Enter opens, Escape closes.
map-skip = Skip the map, go to the list
map-search-area = Search in this area
map-close = Close
map-credits = Map: Natural Earth. Places: GeoNames, CC BY 4.0.
map-region-credits = Map of the region:
map-list = The same places as a list
map-nowhere = Without a country
map-territory = Territory
map-territories = Territories
map-organisation = Organisation
map-organisations = Organisations
map-seat = shown at its seat
map-show = Show on the map
locator-of = Outline map of this part of the world: the dot marks { $place }.

# Dates.
local-time-of = local time of { $zone }
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-with-weekday = { $weekday } { $day }
date-with-time = { $day }, { $time }
date-with-times = { $day }, { $from }–{ $to }
date-range = { $from } – { $to }
month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
weekday =
    { $number ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }

# The calendar, and the time elsewhere.
calendar = Calendar of events
calendar-view = Month, week or list
calendar-month = Month
calendar-week = Week
calendar-list = List
calendar-choice = Another month, theme or time zone
calendar-go = Go to a month
calendar-go-form = Year and month, such as 2027-02
calendar-zone = Times and days of
calendar-zone-own = the place of each event
calendar-show = Show
calendar-narrowed = Only the events that match your filters are shown.
calendar-change = Change the filters in the list
calendar-all = Show all events
calendar-any = Any
calendar-theme-count = { $label } ({ $count })
calendar-pages = Before and after
calendar-previous = Before: { $period }
calendar-next = After: { $period }
calendar-to-today = Today
calendar-zone-own-lead = Each event stands on the days of its own place, with the time there. The town in brackets names the time zone.
calendar-zone-lead = Days and times are those of { $zone }. Events that last whole days stay on the days of their own place.
calendar-too-many = There are { $total } events: { $shown } of them are shown. Narrow the selection, or look week by week.
calendar-none = No event: { $period }.
calendar-nearest-before = Events before: { $period }
calendar-nearest-after = Events after: { $period }
calendar-keys = The arrow keys go from day to day.
calendar-week-number = Week { $number }
calendar-week-name = Week { $number }, { $from } – { $to }
calendar-today = today
calendar-more = { $count } more
calendar-sometime = Exact date not known
calendar-cancelled = cancelled
calendar-at = { $time } ({ $zone })
calendar-from = from { $time }
calendar-until = until { $time }
calendar-day-of = day { $number } of { $count }
calendar-subscription = In your own calendar
calendar-subscription-lead = The calendar on your phone or computer can follow this selection and stay up to date.
calendar-file = Calendar file (iCalendar)
calendar-subscribe = Subscribe (webcal)
elsewhere = At the same moment
elsewhere-here = On this device: { $time }
elsewhere-others =
    { $count ->
        [1] { $names } and one other
       *[other] { $names } and { $count } others
    }
elsewhere-more = Other territories
expected-month = a month from 1900 to 2200, such as 2027-02
expected-week = a week from 1900 to 2200, such as 2027-W06
expected-zone = the name of a time zone, such as Africa/Bamako

# About.
about-lead = Havre is free software for welcoming territories: every town, village or association publishes its practices, events and calls to action, and follows those of others.
about-federation = No space stands in the middle. What is published here can also be read from other spaces, and from Mastodon, Mobilizon and other software that speaks ActivityPub.
about-source = Source code and licence
about-source-text = Havre { $version } is distributed under the GNU AGPL, version 3. Everyone may use, study, change and share it on the same terms.
about-data = Data
about-data-text = Everything public here can be downloaded, with its sources and dates.
about-privacy = Privacy
about-privacy-text = Reading leaves no trace: no account, no cookie, no audience measurement, nothing from other sites.
about-vocabulary = Shared vocabulary
about-vocabulary-text = The words with which territories sort their sheets.
list-pillars = Pillars
list-axes = Axes
list-themes = Themes
list-practice-kinds = Kinds of practices
list-practice-statuses = Statuses of a practice
list-event-kinds = Kinds of events
list-event-statuses = Statuses of an event
list-call-kinds = Kinds of calls
list-call-statuses = Statuses of a call
list-audiences = Audiences
list-territory-kinds = Kinds of territories

# The style page.
style-title = The style of these pages
style-lead = The roles and elements of which all pages are made. Those who build pages name a role, never a colour or a size.
style-colours = Colours
style-colours-lead = Each role has a light and a dark value; a space chooses the first two.
style-type = Type
style-type-sample = To welcome is to share what works.
style-space = Space
style-components = Components
style-card-title = One counter for everybody
style-card-line = Running since 2019
style-card-excerpt = The first lines of a sheet say what it is for.

# Legal notice, privacy, accessibility.
house-other-language = This page is written in { $language }; it does not exist in your language yet.
house-written = Written on { $day } by the people who run this space.
house-no-contact = the people who run this space (they have given no address yet)

# Open data.
api-title = Open data
api-lead = Every list exists in formats that spreadsheets, maps, calendars and programs read. Their full description:
api-listings = Lists
api-parameters = Parameters
api-parameter = Parameter
api-value = Value
api-examples = Invented examples are marked “example”. CSV tables and calendars leave them out unless examples=yes; the other formats keep them unless examples=no.
api-paging = A page has 100 sheets, or up to 500 with limit; “next” is the address of the following one.
api-ids = The id of a sheet is an address that never changes and is the same on every space.
parameter-q = words; accents, capitals and plurals do not matter
parameter-term = a term of the shared vocabulary

# Kept on a device, to read without network.
keep = Read offline
keep-lead = You can keep this directory on your phone or computer, and read it where there is no network: search, sheets, calendar of events.
keep-what = What is kept
keep-what-sheets =
    { $count ->
        [one] { $count } sheet: open calls, events to come and those of the last three months, and practices; about { $kilobytes } kB.
       *[other] { $count } sheets: open calls, events to come and those of the last three months, and practices; about { $kilobytes } kB.
    }
keep-what-order = Never more than { $kilobytes } kB: what helps today comes first.
keep-what-not = Neither the pages that you looked at, nor the words that you searched for.
keep-before = Good to know before
keep-before-seen = Whoever holds this device can see that the directory is kept on it, and can read it. If that could harm you, do not keep it.
keep-before-age = What is kept does not change by itself: it shows its age, and you update it on this page.
keep-before-browser = The browser may remove it when space is short, or when it has not been used for long.
keep-device = On this device
keep-without = The buttons need a browser with scripts, on an encrypted connection (https). Without them, take the files below.
keep-nothing = Nothing is kept on this device.
keep-kept = Sheets kept: { $count } ({ $size }), as of { $date } ({ $age }).
keep-full = There was no room for all sheets.
keep-progress = { $done } of { $total } sheets
keep-progress-label = Progress
keep-failed = It could not be kept: no network, or no space on the device. What was kept before is unchanged.
keep-removed = Everything is removed. Nothing is kept on this device.
keep-impossible = This browser cannot keep the directory: it needs an encrypted connection (https), and no private window. Take the files below.
keep-now = Keep on this device
keep-update = Update
keep-read = Read what is kept
keep-remove = Remove everything
keep-removal = How to remove it
keep-removal-text = Press “Remove everything” on this page: sheets, pages and the reader of this site leave the device. Removing the data of this site in the settings of the browser does the same.
keep-files = As files
keep-files-text = Without any script you can keep the lists as files. Whoever holds the device can see them too.
keep-manifest = Practices, events and calls to action of welcoming territories
kept-title = Kept on this device
kept-script = The kept directory needs scripts to be read.
kept-age = Kept on { $date } ({ $age }), read offline.
kept-network = Try the network
kept-manage = Update or remove
kept-search = Search what is kept
kept-menu = What is kept
kept-agenda = Calendar
kept-none = Nothing is kept on this device.
kept-found = Found: { $count }
kept-nothing = Nothing that is kept matches. Try fewer words.
kept-first = The first { $count } are shown. Add words to narrow the list.
kept-unfiltered = Offline, the filters of the address do not apply.
kept-world = Outline of the world with a dot for each territory; the list has their names.
kept-missing = This page is not among those that are kept. The search on this page has what is.
kept-missing-title = Not kept
kept-everything = All that is kept

# When something is wrong.
error-not-found = There is nothing at this address
error-not-found-next = Check the address, or look for the sheet in the lists.
error-gone = This sheet was withdrawn
error-gone-next = It is no longer published here. The lists show what is published today.
error-method = This address does not answer this request
error-method-next = Try to read it with GET.
error-parameter = The parameter “{ $name }” has an impossible value
error-parameter-next = Expected: { $expected }.
error-forbidden = This address does not answer you
error-forbidden-next = This space does not exchange with your server. Those who run it can say why.
error-malformed = The request cannot be read
error-malformed-next = Check the address and try again.
error-too-large = The request is too long
error-too-large-next = Send 256 KB at most.
error-media-type = This type of content is not taken here
error-media-type-next = Send application/activity+json.
error-signature = The signature is not valid
error-signature-next = Sign the request with the key of the actor that speaks, and check the clock.
error-later = Not now
error-later-next = Try again later: the Retry-After header says when.
error-internal = Something went wrong on our side
error-internal-next = Nothing is lost. Try again in a few minutes; if it goes on, tell the people who run this space.
error-home = Go to the home page
expected-term = a term of the shared vocabulary (see “About”)
expected-handle = the short name of a territory, such as lyon
expected-country = a country code of two letters, such as FR
expected-language = a language code, such as pt
expected-when = upcoming, past, a date such as 2027, 2027-09 or 2027-09-15, or two dates with “..” between them
expected-area = four degrees with commas between them: west, south, east, north
expected-yes-or-no = yes or no
expected-number = a whole number from 1 to { $most }
expected-text = a text of { $most } characters at most
expected-one-of = { $most } values at most
expected-cursor = a number given by the page before
expected-account = the address of a territory that is known here, such as lyon@accueil.example
expected-server = the name of a server, such as mastodon.social
