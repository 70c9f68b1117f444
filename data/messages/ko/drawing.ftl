# 그림에 쓰는 말: 가계도, 생태도
drawing-unnamed = 이름 모름
drawing-not-asked = 묻지 않음
drawing-legend = 범례
drawing-drawn-on = 작성일 { $date }
genogram-as-it-was = { $date }의 가족(지금 알려진 대로)
drawing-author = 작성자 { $name }

genogram-title = 가계도 · { $name }
genogram-summary = { $name }님을 중심으로 그린 가계도입니다. { $generations }세대, { $people }명이 있습니다.
genogram-union = { $one } – { $other }: { $state }.
genogram-union-unsaid = { $one } – { $other }: 관계 기록 없음.
genogram-parent-alone = { $one }: 다른 부모의 기록 없음.
genogram-children = 자녀: { $names }.
genogram-feeling = { $one } → { $other }: { $nature }.
genogram-feeling-mutual = { $one } – { $other }: { $nature }.
genogram-household = 함께 사는 사람: { $names }.
genogram-left-out = 기록된 사람 가운데 { $count }명은 이 그림에 넣지 않았습니다({ $parts }).
genogram-left-out-part = { $branch } { $count }명
genogram-branch-paternal = 아버지 쪽
genogram-branch-maternal = 어머니 쪽
genogram-branch-parental = 부모 쪽
genogram-branch-siblings = 형제자매 쪽
genogram-branch-partners = 배우자·동반자 쪽
genogram-branch-descendants = 자손
genogram-branch-others = 함께 사는 사람 쪽
genogram-scope = 가계도의 범위
genogram-scope-says = 기록된 사람이 { $count }명이라 한 장에 다 그리지 않습니다. 세대 수와 갈래를 고르세요.
genogram-scope-generations = 세대 수
genogram-scope-draw = 이 범위로 그리기
genogram-unproven = { $share ->
    [none] 자리 순서가 가장 좋은 것인지는 확인하지 못했습니다.
   *[other] 자리 순서가 가장 좋은 것인지는 확인하지 못했습니다(더 나아질 수 있는 폭은 많아야 { $share }%).
}
genogram-contradiction = 기록이 어긋남: 자기 자녀의 자손으로 적힌 사람이 있습니다.
genogram-bond-since = { $bond } { $year }
genogram-bond-years = { $bond } { $start }–{ $end }
genogram-legend-index = 기준 인물
genogram-legend-dead = 사망
genogram-legend-age = 숫자는 나이
genogram-legend-unknown = 성별 모름
genogram-legend-household = 함께 사는 사람
genogram-legend-unsaid = 관계의 종류 기록 없음
genogram-legend-child = 자녀: { $nature }
genogram-legend-contradiction = 어긋난 기록
genogram-table = 가계도의 내용
genogram-table-name = 이름
genogram-table-sex = 성별
genogram-table-years = 출생–사망
genogram-table-age = 나이
genogram-table-parents = 부모
genogram-table-partners = 배우자·동반자
genogram-table-children = 자녀
genogram-table-feelings = 정서 관계
genogram-table-household = 동거
genogram-table-index = 기준 인물
genogram-table-lives-here = 함께 삶

# 생태도
ecomap-title = 생태도 · { $name }
ecomap-summary = { $name }님을 둘러싼 체계 { $count }개를 그린 생태도입니다.
ecomap-period = 기준 기간 { $start } – { $end }
ecomap-then = 이전
ecomap-now = 지금
ecomap-legend-flow = 화살표는 자원과 힘이 흐르는 쪽
ecomap-legend-size = 크기와 숫자는 중요도 (1–5)
ecomap-legend-not-asked = 중요도를 묻지 않음
ecomap-table = 생태도의 내용
ecomap-table-name = 체계
ecomap-table-nature = 관계
ecomap-table-flow = 흐름
ecomap-table-importance = 중요도
ecomap-table-nearness = 친밀도
ecomap-table-words = 클라이언트의 말
ecomap-table-change = 변화
ecomap-change-came = 새로 생김
ecomap-change-went = 사라짐
ecomap-change-nearer = 가까워짐
ecomap-change-farther = 멀어짐
ecomap-change-other = 관계가 달라짐
ecomap-change-same = 그대로
ecomap-household = 함께 사는 사람: { $names }.
ecomap-changed = { $name }: { $change }.
ecomap-legend-near = 안쪽 원일수록 가까움
ecomap-legend-no-flow = 흐름 없음
ecomap-legend-nature-not-asked = 관계를 묻지 않음
ecomap-legend-nearness-not-asked = 가까움을 묻지 않음
ecomap-table-known = 기록에 있는 도움
ecomap-changes = 달라진 것
ecomap-changes-name = 체계
ecomap-changes-what = 무엇이
ecomap-changes-then = 이전
ecomap-changes-now = 지금
ecomap-change-asked = 이제 물어봄
ecomap-change-more = 더 중요해짐
ecomap-change-less = 덜 중요해짐
ecomap-no-record = 이 날의 기록 없음
genogram-legend-age-rough = 숫자는 나이(~는 출생·사망 연도로만 셈함)
ecomap-legend-sector-people = 사람
ecomap-legend-sector-groups = 비공식 모임·이웃
ecomap-legend-sector-agencies = 기관
ecomap-legend-sector-services = 서비스
genogram-migrated = { $place ->
    [none] { $year }년 이주
   *[other] { $year ->
        [none] { $place }에서 이주
       *[other] { $place }에서 이주({ $year })
    }
}
genogram-legend-twins = 쌍생아{ $kind ->
    [none] {""}
   *[other] {" "}({ $kind })
}
genogram-legend-households = 함께 사는 다른 가구
genogram-twins = { $one } – { $other }: 쌍생아{ $kind ->
    [none] {""}
   *[other] {" "}({ $kind })
}.
genogram-triangle = 정서적 삼각관계 { $number }: { $names }{ $words ->
    [none] {""}
   *[other] {" "}– { $words }
}.
genogram-legend-triangle = 정서적 삼각관계: 같은 번호의 세 선
genogram-households = 함께 사는 다른 가구: { $names }.
genogram-table-notes = 그 밖의 기록
ecomap-change-planned = 의뢰 제안 중
ecomap-legend-planned = 의뢰를 제안한 곳(아직 아님)
ecomap-planned = { $name }: 의뢰를 제안했고 아직 관계는 없습니다{ $asked ->
    [none] {""}
   *[other] {" "}({ $asked })
}.
