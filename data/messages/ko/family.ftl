# 가족을 적는 양식
sheet-relative = 가족·함께 사는 사람 적기
sheet-relative-says = 아는 것만 적습니다. 비워 두면 모르는 것으로 둡니다. 건강 표지는 건강·정신건강 정보의 동의가 있을 때만 적을 수 있습니다.
sheet-relative-kept = 가족을 적었습니다.
sheet-relative-tie = 누구와 어떤 사이인가
sheet-relative-role = 이 사람은
sheet-relative-role-hint = 친족이 아니고 함께 살기만 하면 비워 둡니다.
sheet-relative-child = 자녀
sheet-relative-parent = 부모
sheet-relative-partner = 배우자·동반자
sheet-relative-twin = 쌍생아
sheet-relative-of = 누구의
sheet-relative-other-parent = 자녀이면 다른 부모
sheet-relative-resident = 대상자와 함께 산다
sheet-tie = 사이 적기
sheet-tie-kept = 사이를 적었습니다.
sheet-tie-kind = 어떤 사이
sheet-tie-start = 누가
sheet-tie-end = 누구와(누구에게)
sheet-tie-parent-of = 부모와 자녀
sheet-tie-partner-of = 배우자·동반자
sheet-tie-twin-of = 쌍생아
sheet-tie-feels-about = 정서 관계
sheet-tie-guardian-of = 후견
sheet-person = 사람에 대해 알게 된 것 적기
sheet-person-says = 채운 것만 바뀌고, 비워 둔 것은 그대로입니다.
sheet-person-kept = 알게 된 것을 적었습니다.
sheet-person-who = 누구
sheet-pregnancy-hint = 아직 태어나지 않았거나 태어나지 못한 아이만

# 가계도 옆에 적는 것
genogram-family-of = { $name }님 가족
genogram-beside-family = 가족
genogram-beside-date = 작성일
genogram-beside-author = 작성자
genogram-beside-assessment = 사례관리자의 평가
genogram-beside-plan = 개선 계획
sheet-genogram-note = 가계도에 대한 평가 적기
sheet-genogram-note-says = 가계도 옆에 작성자, 날짜와 함께 적힙니다. 가족 정보를 볼 수 있는 사람이 봅니다.
sheet-genogram-note-kept = 평가를 적었습니다.

# 정서적 삼각관계
sheet-triangle = 정서적 삼각관계 적기
sheet-triangle-says = 두 사람 사이의 긴장에 셋째 사람이 끌려드는 관계입니다. 이미 적은 정서 관계는 비워 둡니다. 같은 세 사람을 다시 적으면 마지막 내용이 그려집니다.
sheet-triangle-kept = 정서적 삼각관계를 적었습니다.
sheet-triangle-first = 첫째 사람
sheet-triangle-second = 둘째 사람
sheet-triangle-third = 셋째 사람
sheet-triangle-first-second = 첫째 → 둘째의 정서 관계
sheet-triangle-second-third = 둘째 → 셋째의 정서 관계
sheet-triangle-first-third = 첫째 → 셋째의 정서 관계
sheet-emotion-ended = 정서 관계·삼각관계가 끝남
sheet-emotion-ended-says = 있었다는 사실은 이력으로 남고, 그 뒤의 가계도에는 그려지지 않습니다.
sheet-emotion-ended-kept = 끝난 것으로 적었습니다.
sheet-emotion-ended-day = 마지막 날
sheet-emotion-ended-day-hint = 비워 두면 지금 끝난 것으로 적습니다.
sheet-emotion-of-two = { $first } → { $second }: { $nature }
sheet-emotion-of-three = 정서적 삼각관계: { $names }
