# Reading lists: what a run tells.

ingest-file = { $file }
ingest-dry-run = Only read: nothing was written.
ingest-list = { $sheet ->
    [none] { $subject }
   *[other] Sheet “{ $sheet }”: { $subject }
  } (layout: { $preset }, as of { $day })
ingest-preset-none = recognised by its columns
ingest-subject-facility = facilities
ingest-subject-offer = services at places
ingest-subject-programme = services of agencies
ingest-subject-resource = resource list
ingest-subject-area-changes = changes of administrative areas
ingest-subject-areas = administrative areas
ingest-rows = Rows: { $read } read, { $kept } kept ({ $new } new, { $changed } changed, { $unchanged } as before), { $refused } refused, { $gone } no longer listed.
ingest-described = Spoken of: { $things }.
ingest-created = New in the directory: { $things }.
ingest-things-agency = { $count ->
    [one] { $count } agency
   *[other] { $count } agencies
  }
ingest-things-group = { $count ->
    [one] { $count } informal resource
   *[other] { $count } informal resources
  }
ingest-things-service = { $count ->
    [one] { $count } service
   *[other] { $count } services
  }
ingest-things-place = { $count ->
    [one] { $count } place
   *[other] { $count } places
  }
ingest-things-person = { $count ->
    [one] { $count } work contact
   *[other] { $count } work contacts
  }
ingest-things-area = { $count ->
    [one] { $count } area
   *[other] { $count } areas
  }
ingest-things-record = { $count ->
    [one] { $count } record
   *[other] { $count } records
  }
ingest-nothing-new = Nothing changed.
ingest-hidden-sheet = The spreadsheet hides this sheet; it was read all the same.
ingest-hidden-rows = { $count ->
    [one] { $count } hidden row was read too.
   *[other] { $count } hidden rows were read too.
  }
ingest-hidden-columns = Hidden columns were read too: { $columns }. See that nothing in them was to be kept back.
ingest-uncounted = { $count ->
    [one] One cell has a formula whose value is not in the file and was read as empty ({ $cells }).
   *[other] { $count } cells have formulas whose values are not in the file and were read as empty ({ $cells } …).
} Open the file in a spreadsheet, save it, and bring it again.
ingest-legend = Codes that the list explains were read as what they mean: { $codes }.
ingest-marks-unclear = { $count ->
    [one] One row ({ $rows }) has a mark △ under a service.
   *[other] { $count } rows ({ $rows }) have marks △ under services.
} It says neither yes nor no: no service was made of it. Where it is one, write ○ and bring the list again.
ingest-no-heads = No row names the columns: what each says was told by its values alone and is uncertain. See every column in the preview; better, put a row above the list with names such as 시설명, 주소, 전화번호 and bring it again.
ingest-struck = { $count ->
    [one] One cell is crossed out ({ $cells }) and was read as it stands.
   *[other] { $count } cells are crossed out ({ $cells }) and were read as they stand.
} Where that means closed, write it in a column 운영상태 (폐업, 휴업), take out what no longer holds, and bring the list again.
ingest-shaded = { $count ->
    [one] One row is grey ({ $rows }) and was read as it stands.
   *[other] { $count } rows are grey ({ $rows }) and were read as they stand.
} Where that means closed, write it in a column 운영상태 (폐업, 휴업) and bring the list again.
lists-wait = Waiting: a list is read in or a file taken back elsewhere.
ingest-comments = { $count ->
    [one] One cell has a comment ({ $cells }).
   *[other] { $count } cells have comments ({ $cells }).
} Where all of a column are telephone numbers they were read as such; others are kept in the record until you say what they are.
ingest-rows-carried = { $count ->
    [one] { $count } row without a name belongs to the agency named above it.
   *[other] { $count } rows without a name belong to the agency named above them.
  }
ingest-rows-grouped = { $count ->
    [one] { $count } row is of the district, town or kind that stands once above it.
   *[other] { $count } rows are of the district, town or kind that stands once above them.
  }
ingest-rows-as-above = { $count ->
    [one] { $count } row says 〃 or 상동, and was read as the row above says.
   *[other] { $count } rows say 〃 or 상동, and were read as the rows above say.
  }
ingest-rows-under-ended = { $count ->
    [one] { $count } row stands under a heading of closed or suspended places, and was read as one of them.
   *[other] { $count } rows stand under headings of closed or suspended places, and were read as such.
  }
ingest-rows-of-several = { $count ->
    [one] { $count } line names several services, and was read as a row for each.
   *[other] { $count } lines name several services, and were read as a row for each.
  }
ingest-protected = { $count ->
    [one] { $count } row is of a protected place: its address is shown to administrators only.
   *[other] { $count } rows are of protected places: their addresses are shown to administrators only.
  }
ingest-refused-row = Row { $row }: { $why }
ingest-refused-name-missing = no name of an agency or service.
ingest-refused-more-cells-than-heads = more cells than the header has; a comma inside a text may lack its quotes.
ingest-refused-provider-unsure = no one agency can be read where to ask; add a column with its name.
ingest-refused-name-too-long = the name is too long to be searched by.
ingest-refused-address-too-long = the address is too long to be searched by.
ingest-refused-no-area-code = no area code of ten digits, or no province.
ingest-refused-area-unknown = the new code is not in the list of areas: read the official list first.
ingest-refused-more = … and { $count } more.
ingest-field-contact = contact person
ingest-field-service = service (no kind of facility is named that hours, places or costs could be said of)
ingest-unread = Cells nobody could read for certain: { $fields }. They are kept as written.
ingest-unknown-areas = Districts that the code list does not have for that day: { $areas }.
ingest-no-areas = No list of administrative areas was read yet: facilities have no area.
ingest-identity = { $joined } pairs with entries of other lists are one and were joined; { $waiting } wait for a person. To see and undo: resnet review
ingest-uncertain = { $count ->
    [one] Of { $count } row it is not certain which entry it is: it was known by its name alone, or several would fit.
   *[other] Of { $count } rows it is not certain which entry they are: known by their name alone, or several would fit.
  }
ingest-unmapped = Columns without a role (kept in the records): { $columns }.
ingest-skipped = Left out: { $why }
ingest-withdrawn = The list “{ $name }” was taken back: { $records } records, { $left } things that no other source describes.

ingest-where-sheet = sheet “{ $sheet }”
ingest-where-row = row { $row }
ingest-where-column = column { $column }

ingest-format-pdf = a PDF document
ingest-format-hwp3 = an HWP 3 document
ingest-format-sqlite = an SQLite database
ingest-format-picture = a picture
ingest-format-gzip = a gzip archive
ingest-format-7z = a 7-Zip archive
ingest-format-rar = a RAR archive
ingest-format-zip = a zip archive
ingest-format-rtf = a rich text document (RTF)
ingest-format-hwp = an HWP document
ingest-format-xls = an old Excel workbook (.xls)
ingest-format-doc = a Word document (.doc)
ingest-format-ppt = a PowerPoint file (.ppt)
ingest-format-ole2 = a file in an old Office container
ingest-format-xlsb = a binary Excel workbook (.xlsb)
ingest-format-pptx = a PowerPoint file (.pptx)
ingest-format-odt = an OpenDocument text
ingest-format-xml = an XML document without records to be read as a list
ingest-format-json = a JSON file without records to be read as a list
ingest-format-vcard = a file of contacts (vCard)
ingest-format-gedcom = a family file (GEDCOM)

ingest-limit-bytes = bytes
ingest-limit-entries = files in the container
ingest-limit-unpacked = bytes when unpacked
ingest-limit-ratio = times larger when unpacked
ingest-limit-cells = cells from the first to the last
ingest-limit-merged = cells in merged ranges
ingest-limit-rows = rows
ingest-limit-letters = letters in one cell
ingest-limit-sheets = sheets
ingest-limit-pages = pages
ingest-limit-memory = memory (MB)
ingest-limit-time = time (seconds)

ingest-column = Column { $letters } “{ $head }” → { $role } ({ $why }){ $samples ->
    [none] {""}
   *[other] , for example: { $samples }
  }
ingest-lines-left-out = Lines not taken for rows ({ $why }): { $rows }
ingest-rules = Values by rule: { $rules }.
ingest-saved = The correction was saved as the layout “{ $name }” in { $folder }. The next list with these heads is read so.
ingest-why-told = a person said so
ingest-why-preset = by the layout
ingest-why-synonym = by its head
ingest-why-ending = by the end of its head
ingest-why-values = by its values
ingest-why-duplicate = another column came first
ingest-why-contradicted = its values are not what the head says
ingest-why-unknown = unknown
ingest-why-parted = in no sheet: parted out of another column
ingest-line-title = title
ingest-line-repeated-header = repeated heads
ingest-line-note = note
ingest-line-total = total
ingest-line-section = sub-heading

ingest-role-nothing = not taken (kept in the record)
ingest-role-hours-of-days = opening hours of these days
ingest-role-row-number = row number (not used)
ingest-role-external-id = id in the list
ingest-role-facility-name = name of the agency
ingest-role-name-and-head = agency and its head
ingest-role-kind = kind
ingest-role-kind-detail = narrower kind
ingest-role-sector = public or private
ingest-role-legal-basis = legal basis
ingest-role-facility-form = day or residential
ingest-role-operator-name = operator
ingest-role-operator-form = form of the operator
ingest-role-manager-name = managing body
ingest-role-head = head of the agency
ingest-role-contact-person = contact person
ingest-role-phone = phone
ingest-role-phone-and-contact = phone and contact person
ingest-role-name-and-phone = whom to ask (agency and phone)
ingest-role-manager-phone = phone of the managing body
ingest-role-fax = fax
ingest-role-email = e-mail
ingest-role-homepage = homepage
ingest-role-links = homepage and e-mail
ingest-role-address = address
ingest-role-address-lot = address by lot
ingest-role-address-detail = floor and unit
ingest-role-phone-and-fax = phone and fax
ingest-role-address-area = areas of the address
ingest-role-address-number = number of the address
ingest-role-capacity-and-occupancy = places and how many are taken
ingest-role-postcode = postcode
ingest-role-province = province
ingest-role-district = district
ingest-role-town = neighbourhood
ingest-role-area-code = area code
ingest-role-latitude = latitude
ingest-role-longitude = longitude
ingest-role-capacity = places in all
ingest-role-occupancy = places taken
ingest-role-staff-count = number of staff
ingest-role-capacity-state = capacity state
ingest-role-capacity-stated-on = day of the capacity state
ingest-role-open-places = places open to referrals
ingest-role-waiting = people waiting
ingest-role-service-name = name of the service
ingest-role-service-class-large = large service class
ingest-role-service-class = service class
ingest-role-service-class-code = code of the service class
ingest-role-service-content = what is offered
ingest-role-service-kind = human or material help
ingest-role-target = for whom
ingest-role-target-age = age served, in words
ingest-role-target-sex = sex served
ingest-role-age-from = youngest age
ingest-role-age-to = oldest age
ingest-role-benefit-classes = benefit classes
ingest-role-household-types = household types
ingest-role-disability-types = disability types
ingest-role-languages = languages
ingest-role-covers = area served
ingest-role-per-week = times a week
ingest-role-cost = cost
ingest-role-weekdays = weekdays
ingest-role-closing-days = closing days
ingest-role-hours = opening hours
ingest-role-opens = opens at
ingest-role-closes = closes at
ingest-role-saturday = open on Saturdays
ingest-role-runs-from = runs from
ingest-role-runs-until = runs until
ingest-role-founded-on = founded on
ingest-role-closed-on = closed on
ingest-role-suspended-from = suspended from
ingest-role-suspended-until = suspended until
ingest-role-period = period
ingest-role-apply-period = application period
ingest-role-apply-how = how to apply
ingest-role-documents = documents needed
ingest-role-status = operating state
ingest-role-place-note = note on the place
ingest-role-particulars = particulars
ingest-role-remarks = remarks
ingest-role-said-on = day the row speaks of
ingest-role-reported-by = reported by
ingest-role-reporter-code = code of who reported
ingest-role-verified-on = verified on
ingest-role-verified-by = verified by
ingest-role-verified-how = verified how
ingest-role-admin-code = administrative area code
ingest-role-legal-code = legal area code
ingest-role-neighbours = neighbouring areas
ingest-role-code-set = code set
ingest-role-old-area-code = former area code
ingest-role-old-district = former district
ingest-role-old-town = former neighbourhood
ingest-role-last-day = last day
ingest-role-created-on = created on
ingest-role-abolished-on = abolished on

clean-rule-open-ended = open-ended
clean-rule-as-said = as said
clean-rule-reformatted = respelled
clean-rule-partly = read in part
clean-rule-range-expanded = range written out
clean-rule-area-code-added = area code added
clean-rule-district-added = province or district added
clean-rule-district-only = district only
clean-rule-swapped = swapped back
clean-rule-known-none = known to be none
clean-rule-by-complement = by what is left of the closing days
clean-rule-by-kind = by the kind of facility
clean-rule-by-word = by a word in the cell
clean-rule-empty = empty
clean-rule-not-applicable = not applicable
clean-rule-withheld = withheld
clean-rule-unsure = unsure
clean-rule-impossible = impossible
clean-rule-century-added = century added
clean-rule-serial-day = out of a spreadsheet’s number of a day
clean-rule-by-list = by the name of the list
clean-rule-by-day = by the day that is said
clean-rule-zeros-added = lost zeros added
clean-rule-projected = worked out of map metres

ingest-look-email = looks like e-mail addresses
ingest-look-homepage = looks like homepages
ingest-look-day = looks like days
ingest-look-latitude = looks like latitudes
ingest-look-longitude = looks like longitudes
ingest-look-postcode = looks like postcodes
ingest-look-phone = looks like phone numbers
ingest-look-address = looks like addresses
ingest-look-province = looks like provinces
ingest-look-district = looks like districts
ingest-look-town = looks like neighbourhoods
ingest-look-sector = looks like public or private
ingest-look-state = looks like operating states
ingest-look-kind = looks like kinds of facilities
ingest-look-weekdays = looks like weekdays
ingest-look-hours = looks like hours
ingest-look-name = looks like names of facilities
ingest-look-headcount = looks like numbers
ingest-look-disability = looks like types of disability
