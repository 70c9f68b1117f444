# Pages of the lists: hand in, look, take, withdraw, review, export.

lists-parts = Parts of this page
lists-hand-in = Hand in a list
lists-file = File of a resource list
lists-file-says = Drop the file on this field, or choose it. Excel (xlsx, xls), CSV, Hangul (hwp, hwpx), Word (docx), PDF, ODS and HSDS are read, up to { $most } MB. First you see how it would be read; nothing changes until then.
lists-look = See how it is read
lists-handed = Files handed in
lists-step-waiting = waiting
lists-step-looking = being looked at
lists-step-seen = waits for you
lists-step-taking = being read into the directory
lists-step-taken = taken
lists-step-refused = not taken
lists-step-withdrawing = being withdrawn
lists-step-withdrawn = withdrawn
lists-step-interrupted = interrupted
lists-progress = { $step }: { $done } of { $total } rows
lists-progress-bar = How far it is
lists-refresh = Refresh
lists-interrupted = It was interrupted when the server started again. What was done is whole; going on does the rest.
lists-go-on = Go on
lists-seen = Preview
lists-seen-says = Nothing has changed yet. See whether the columns were recognised; correct those that were not, and look again.
lists-sum = What taking it would do
lists-take = Read into the directory
lists-drop = Throw away
lists-thrown-away = The file was thrown away.
lists-layouts = Saved layouts
lists-layouts-says = How somebody corrected the columns of a list. It is used again for lists with the same heads.
lists-layout-forget = Forget
lists-layout-forget-named = Forget the layout { $name }
lists-layout-forgotten = The layout is forgotten: such lists are read by their heads and values again.
lists-layout-gone = That layout is gone already.
lists-at-work = This file is being worked on and cannot be discarded now. Do it when that is done.
lists-saves = Remember the corrected columns, and read the next list with these heads the same way
lists-saved = The corrected columns are remembered: { $name }
lists-skipped = Tables of this file that are not read
lists-known-by = { $layout ->
    [none] No known layout; recognised by its columns. As of { $day }
   *[other] Layout: { $layout }. As of { $day }
  }
lists-columns = Columns as recognised
lists-column = Column
lists-role = Read as
lists-role-of = What { $head } is read as
lists-why = Why
lists-samples = Samples
lists-refused = { $count ->
    [one] One row that is not taken
   *[other] { $count } rows that are not taken
  }
lists-unread = Cells that could not be read for sure
lists-unread-says = They are kept as they stand. Mended in the file and handed in again, they become values.
lists-unread-cell = { $column ->
    [none] Row { $row }: { $field }
   *[other] Row { $row }, column { $column }: { $field }
  }
lists-left-out = Lines that are no rows of the list
lists-look-again = Look again as corrected
lists-otherwise = Read otherwise: choose a layout, a sheet or the day
lists-otherwise-says = Where columns were not recognised, or the list stands in another sheet, say so here.
lists-layout = Layout
lists-layout-any = Recognise by its columns
lists-sheet = Name of the sheet
lists-sheet-says = Left empty, every sheet is looked at. Write its name, or its place as #2.
lists-as-of = The list's day
lists-as-of-says = The day as of which the list is right. Left empty, it is the date in the file's name, or else today.
lists-not-taken = Not taken
lists-nothing-kept = Nothing of this file was kept.
lists-may-go = I checked that the missing rows are really gone
lists-taken-says = It was read into the directory. If it was the wrong file, it can be withdrawn as a whole.
lists-nothing-changed = All of it stood there already; nothing changed.
lists-report = What came of it
lists-to-review = Pairs to judge
lists-taken = Files taken
lists-none-taken = No file was taken yet. Hand in the first list above.
lists-name = File
lists-list = List
lists-areas = Code table of areas
lists-at = Taken at
lists-by = Taken by
lists-state = State
lists-details = Details
lists-standing = Standing
lists-more-taken = { $count ->
    [one] One more file was taken before.
   *[other] { $count } more files were taken before.
  }
lists-withdraw = Withdraw
lists-withdraw-named = Withdraw { $name }
lists-why-not-named = Details of { $name }
lists-withdraw-says = All that came of this file is taken back, and nothing else. What an earlier issue of the list said stands again. What other lists or people said stays, and an agency that a letter or an agreement hangs on stays, marked as no longer listed. Handed in again, it comes back.
lists-withdraw-shelter = Addresses in other lists that were read while this file spoke of a shelter stay hidden; administrators alone see them.
lists-withdraw-do = Withdraw this file
lists-withdrawn-at = Withdrawn { $at }
lists-withdrawn = The file was withdrawn: { $rows } rows were taken back, { $things } entries are gone from the directory.
lists-withdrawn-kept = { $rows } rows stay, marked as no longer listed: people's work hangs on them.
lists-not-withdrawn = Not withdrawn
lists-withdrawn-meanwhile = Somebody withdrew this file in the meantime.
lists-still-stands = What came of this file stands as before.
lists-put-away = Clear this notice
lists-export = Download the directory
lists-export-says = Only what is open to everybody is in it: no address of a shelter, and no row as it was read.
lists-export-xlsx = Excel file (a service a row)
lists-export-csv = CSV file (Excel opens it with Korean right)
lists-export-form = Resource list in the form of the handbook's table 7 (Excel)
lists-review = Is it the same? ({ $count })
lists-due = Due to be asked

lists-review-title = Is it the same?
lists-review-count = { $count ->
    [one] One pair waits for a judgement.
   *[other] { $count } pairs wait for a judgement.
  }
lists-review-later-count = { $count } left for later.
lists-review-from-start = From the start
lists-review-none = No pair waits for a judgement. When more lists are taken, they appear here.
lists-review-none-left = Only pairs left for later remain.
lists-review-ask = Are these two the same?
lists-review-secret = One of the two is a refuge whose whereabouts are secret. Until you have judged, nobody is shown the address of the other either.
lists-review-accept = The same
lists-review-reject = Different
lists-review-later = Later
lists-review-keys = Keys: Alt with S (the same), D (different), L (later), U (undo the last judgement). On a Mac with Ctrl+Option.
lists-review-side-by-side = Side by side
lists-review-field = Field
lists-review-address = address
lists-review-sources = sources
lists-review-alike = alike
lists-review-evidence = Evidence (plus speaks for one, minus for two)
lists-review-silent = What speaks for neither
lists-review-decided = Judged lately
lists-review-nothing-decided = Nothing was judged yet.
lists-review-undo = Undo
lists-review-undo-named = Undo the judgement on { $names }
lists-review-done-accept = They are one now. It can be undone below.
lists-review-done-reject = They stay two. It can be undone below.
lists-review-done-undo = The judgement was taken back; all is as it was before.
lists-due-says = The most likely to be wrong, with the most needs that lean on it, come first. One call covers an agency and its services.
lists-due-none = Nobody has to be asked now.
lists-due-value = { $kind }: last confirmed { $day }, { $chance } % likely wrong
lists-due-nothing = none
lists-answers = Confirmed or corrected of late
lists-no-answers = Nothing was confirmed or corrected of late.
lists-own-word = the provider's own word
lists-changes = Changed values
lists-changed-field = Field
lists-before = Before
lists-after = After
lists-unchanged = Confirmed unchanged.
lists-doubted = Doubted: { $fields }

export-directory = Directory
export-resource-list = Resource list
export-address = address
export-contact = contact
export-of-service = service: { $field }
export-said = last said at
export-verified = verified at
export-listed = listing
export-no-longer-listed = no longer listed
export-informal = Informal resource
export-form-kind = Kind
export-form-sector = Public/private
export-form-name-and-head = Agency (head)
export-form-phone-and-contact = Phone (contact)
export-form-links = Homepage/e-mail
export-form-offers = Cooperation offered
export-form-particulars = Particulars
export-form-remarks = Remarks
