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
ingest-unread = Cells nobody could read for certain: { $fields }. They are kept as written.
ingest-unknown-areas = Districts that the code list does not have for that day: { $areas }.
ingest-no-areas = No list of administrative areas was read yet: facilities have no area.
ingest-waiting = { $count ->
    [one] { $count } identity waits for a person's judgement.
   *[other] { $count } identities wait for a person's judgement.
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
ingest-format-docx = a Word document (.docx)
ingest-format-pptx = a PowerPoint file (.pptx)
ingest-format-odt = an OpenDocument text
ingest-format-xml = an XML document
ingest-format-json = a JSON file that is not HSDS
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
