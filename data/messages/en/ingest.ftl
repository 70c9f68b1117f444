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
ingest-things-area = { $count ->
    [one] { $count } area
   *[other] { $count } areas
  }
ingest-things-record = { $count ->
    [one] { $count } record
   *[other] { $count } records
  }
ingest-nothing-new = Nothing changed.
ingest-protected = { $count ->
    [one] { $count } row is of a protected place: its address is shown to administrators only.
   *[other] { $count } rows are of protected places: their addresses are shown to administrators only.
  }
ingest-refused-row = Row { $row }: { $why }
ingest-refused-name-missing = no name of an agency or service.
ingest-refused-more-cells-than-heads = more cells than the header has; a comma inside a text may lack its quotes.
ingest-refused-name-too-long = the name is too long to be searched by.
ingest-refused-address-too-long = the address is too long to be searched by.
ingest-refused-no-area-code = no area code of ten digits, or no province.
ingest-refused-more = … and { $count } more.
ingest-unread = Cells nobody could read for certain: { $fields }. They are kept as written.
ingest-unknown-areas = Districts that the code list does not have for that day: { $areas }.
ingest-no-areas = No list of administrative areas was read yet: facilities have no area.
ingest-waiting = { $count ->
    [one] { $count } identity waits for a person's judgement.
   *[other] { $count } identities wait for a person's judgement.
  }
ingest-unmapped = Columns without a role (kept in the records): { $columns }.
ingest-skipped = Sheet “{ $sheet }” was left out: { $why }
ingest-withdrawn = The list “{ $name }” was taken back: { $records } records, { $left } things that no other source describes.
