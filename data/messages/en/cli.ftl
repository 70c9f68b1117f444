cli-made-store = Made a new store: { $path }
cli-keep-key = Keep the key file apart and safe. Without it nobody can open the store: { $path }
cli-nothing-found = Nothing fits.
cli-check-clean = All is well
cli-copying = Copying
cli-copied = { $source } is carried to { $target } whole, and compared. Digest of both: { $digest }
cli-published = { $count } public elements of { $source } are in { $target }. Nothing in it is about anybody.
cli-backup-made = Backed up: { $path }
cli-restored = Brought back: { $path }
cli-drawn = Drawn: { $path }
cli-genogram-scope = More than { $count } people are recorded: the nearest are drawn. --generations and --branch choose the scope.
cli-template-filled = Places of the template that were filled: { $count }
cli-template-left = Left as they were (not a name of this record, or ending in another paragraph): { $asked }
cli-template-unasked = In the record, without a place in the template: { $names }
cli-users = Users
cli-user-made = Made the user { $login }
cli-user-password-changed = { $login }: the password is changed, and the account is signed out everywhere.
cli-user-blocked = Blocked the user { $login }
cli-password = Password
cli-password-again = Password once more
cli-token = This key is shown this once: { $key }
cli-audit-clean = The chain of the access log is whole.
cli-no-looks = Nobody has looked yet.
cli-demo-builds = Building the demo district (about 30 seconds)…
cli-demo-made = Made the demo district “Hangyeol”: { $path } (its clock stands at { $day }). All people and agencies are invented.
cli-demo-counts = { $agency } agencies, { $group } informal resources, { $service } services, { $agreement } agreements, { $team } teams, { $case } cases, { $agreed-need } agreed needs, { $referral } referrals
cli-demo-files = Pictures and tables: { $path }
cli-demo-accounts = Accounts (all with the password { $password }):

# -- resnet withdraw, resnet export
withdraw-none = No file was taken yet.
export-written = Written: { $path }

# -- resnet review
review-found = The whole directory was compared: { $joined } pairs were joined, { $waiting } wait for a judgement.
review-count = { $count } pairs wait for a judgement.
review-pair = { $id } · evidence { $bits } bits
review-side =   { $mark } { $name } · { $kind } · { $phone } · { $address } · said by { $sources }
review-evidence =     { $bits } { $feature }: { $says }
review-unknown = unknown
review-decided = { $id } · { $verdict } · { $how } · { $day }
review-same = They are one now, found as { $kept }. To take it back: resnet review --undo { $id }
review-different = They are kept as two. To take it back: resnet review --undo { $id }
review-undone = The judgement is taken back: { $id }

# -- resnet due
due-count = { $count ->
    [one] one provider is
   *[other] { $count } providers are
 } due to be asked.
due-entry = { $name } · { $phone } · { $leaning }
due-leaning = { $count } or more open needs lean on it
due-leaning-few = fewer than 5 open needs lean on it
due-value =   { $thing } · { $kind }: last confirmed { $day }, { $chance } % likely to be wrong
due-half-life = { $kind }: half of the values hold { $days } days ({ $changes } changes seen in lists, in { $years } value-years)

# -- resnet ingest --outreach
outreach-taken = { $file }: of { $rows } people { $taken } were taken as potential clients ({ $known } had been taken before). Each one's consent and who gave the list are kept with them.
outreach-would = { $file }: { $rows } people can be taken. Nothing was written yet.
outreach-not-taken = columns that were not read: { $heads }

# -- resnet ingest --family
family-taken = { $file }: of { $people } people { $taken } near kin and { $ties } ties were written down. { $far } who stand farther off were not taken.
family-would = { $file }: of { $people } people { $taken } near kin and { $ties } ties can be written down. { $far } who stand farther off are not taken. Nothing was written yet.
family-undated = { $count } of them are dead, and the file does not say since when. Ask, and write the year down.

cli-erase-due = { $name } · { $code } · may be erased since { $day }
cli-erase-none = No file is past the time that the law keeps it.
cli-erase-would = Would erase { $what } ({ $count } elements). This cannot be undone: add --yes to do it.
cli-erase-done = Erased { $what } ({ $count } elements). A backup that still holds them erases them again when it is restored.
