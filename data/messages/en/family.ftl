# Sheets of the family
sheet-relative = Write down kin or a co-resident
sheet-relative-says = Only what is known; what is left empty stays unknown. Signs of health need consent to health and to mental health.
sheet-relative-kept = Written down.
sheet-relative-tie = What they are to whom
sheet-relative-role = This person is
sheet-relative-role-hint = Leave it empty for somebody who is no kin and only lives here.
sheet-relative-child = a child
sheet-relative-parent = a parent
sheet-relative-partner = a partner
sheet-relative-twin = a twin
sheet-relative-of = of
sheet-relative-other-parent = For a child, the other parent
sheet-relative-resident = Lives with the client
sheet-tie = Write down a tie
sheet-tie-kept = The tie is written down.
sheet-tie-kind = What kind
sheet-tie-start = Who
sheet-tie-end = With whom (to whom)
sheet-tie-parent-of = Parent and child
sheet-tie-partner-of = Partners
sheet-tie-twin-of = Twins
sheet-tie-feels-about = Emotional relation
sheet-tie-guardian-of = Guardian
sheet-person = Write down what was learnt of somebody
sheet-person-says = Only what is filled in changes; what is left empty stays as it is.
sheet-person-kept = Written down.
sheet-person-who = Who
sheet-pregnancy-hint = Only of a child who is not born yet, or never was

# What stands beside a genogram
genogram-family-of = Family of { $name }
genogram-beside-family = Family
genogram-beside-date = Drawn on
genogram-beside-author = Author
genogram-beside-assessment = The case manager's assessment
genogram-beside-plan = Improvement plan
sheet-genogram-note = Write an assessment of the genogram
sheet-genogram-note-says = It stands beside the genogram, with author and date, for whoever may see the family.
sheet-genogram-note-kept = The assessment is written down.

# Emotional triangles
sheet-triangle = Write down an emotional triangle
sheet-triangle-says = A third person is drawn into the tension between two. Leave empty a relation that is written down already. Of the same three, the last words are drawn.
sheet-triangle-kept = The emotional triangle is written down.
sheet-triangle-first = First person
sheet-triangle-second = Second person
sheet-triangle-third = Third person
sheet-triangle-first-second = Emotional relation, first → second
sheet-triangle-second-third = Emotional relation, second → third
sheet-triangle-first-third = Emotional relation, first → third
sheet-emotion-ended = An emotional tie or triangle ended
sheet-emotion-ended-says = That it was stays as history; genograms of later days do not draw it.
sheet-emotion-ended-kept = It is written down as ended.
sheet-emotion-ended-day = Last day
sheet-emotion-ended-day-hint = Left empty, it ends now.
sheet-emotion-of-two = { $first } → { $second }: { $nature }
sheet-emotion-of-three = Emotional triangle: { $names }
