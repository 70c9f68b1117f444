web-name = 통합사례관리 자원망
web-skip = 본문으로 건너뛰기
web-menu = 주 메뉴
web-menu-directory = 자원 찾기
web-menu-network = 자원망 지도
web-menu-cases = 사례
web-menu-referrals = 의뢰함
web-menu-gaps = 자원 공백
web-demo = 시연용 화면입니다. 사람, 기관, 지역은 모두 지어낸 것입니다.
web-sign-in = 로그인
web-sign-out = 로그아웃
web-login = 사용자 이름
web-password = 비밀번호
web-wrong-password = 사용자 이름이나 비밀번호가 맞지 않습니다. 다시 입력해 주세요.
web-sign-in-paused = 로그인을 여러 번 시도했습니다. 비밀번호가 맞더라도 지금은 열 수 없습니다. { $minutes }분쯤 뒤에 다시 해 주세요.
web-search = 찾기
web-search-words = 찾을 말
web-search-example = 예: 반찬, 한글 교실, 복지관
web-every-class = 모든 서비스 분류
web-found = { $count }건
web-nothing-found = 맞는 자원이 없습니다. 낱말을 줄이거나 분류를 넓혀 보세요.
web-and-more = 외 { $count }건
web-next-page = 다음
web-how-to-reach = 연락 방법
web-services = 서비스
web-no-services = 등록된 서비스가 없습니다.
web-ties = 협약·팀·담당자
web-no-ties = 아직 맺은 협약이나 함께하는 팀이 없습니다.
web-tie-until = { $day }까지
web-tie-over = { $day } 만료
web-hours = 이용 시간
web-ages = 대상 나이
web-verified = { $day } 확인 ({ $by })
web-said = { $day } 자료 기준, 아직 확인하지 않음
web-never-verified = 확인한 적 없음
web-no-longer-listed = 목록에서 빠짐
web-disputed = 자료마다 다른 항목: { $fields }
web-unknown = 모름
web-confirm-title = 정보 확인
web-confirm-says = 전화나 방문으로 확인한 뒤 누르면, 누가 언제 확인했는지 남습니다. 번호가 바뀌었으면 고쳐 주세요.
web-confirm-how = 확인 방법
web-confirm = 확인했습니다
web-confirmed = 확인을 남겼습니다.
web-not-found = 찾을 수 없습니다
web-not-found-says = 그런 것이 없습니다. 주소나 번호를 확인해 주세요.
web-home = 첫 화면
web-network-list = 목록으로 보기
web-network-says = 도형을 두 번 누르거나, 고른 뒤 Enter를 누르면 그 기관의 화면이 열립니다.
web-cases-none = 볼 수 있는 사례가 없습니다. 동의를 받은 사례만 보입니다.
web-case-code = 사례 번호
web-client = 클라이언트
web-lead = 주 사례관리기관
web-manager = 사례관리자
web-level = 수준
web-state = 상태
web-since = 시작
web-household = 가구와 가족
web-clocks = 기한
web-clock-late = { $days }일 지남
web-clock-due = { $day }까지
web-clock-done = { $day } 지킴
web-needs = 합의된 욕구
web-needs-none = 아직 합의된 욕구가 없습니다.
web-statements = 제시된 욕구
web-genogram = 가계도
web-ecomap = 생태도
web-table-view = 표로 보기
web-draw-until = 비교할 날짜
web-draw-compare = 비교
web-circle = 동의의 범위
web-circle-none = 지금 유효한 동의가 없습니다.
web-circle-receiver = 받는 곳
web-circle-items = 항목
web-circle-until = 기한
web-looked = 열람 기록
web-paths = 의뢰 경로
web-paths-say = 프로그램은 제안만 합니다. 고르는 사람은 클라이언트입니다.
web-paths-none = 맞는 서비스를 찾지 못했습니다. 아래 이유를 확인해 주세요. 이 욕구는 자원 공백으로 집계됩니다.
web-near-misses = 조금만 바뀌면 되는 곳
web-score = 점수 { $score }
web-choose = 클라이언트가 고른 대안
web-choose-why = 고른 이유
web-passes-on = 전달해도 되는 정보
web-chosen = 선택을 기록하고 의뢰서를 보냈습니다.
web-referrals-in = 받은 의뢰
web-referrals-out = 보낸 의뢰
web-referrals-none = 의뢰가 없습니다.
web-referral = 의뢰
web-referral-letter = 서비스의뢰서
web-referral-answer = 회신
web-referral-reason = 사유
web-referral-outcome = 결과
web-referral-feedback = 클라이언트의 의견
web-referral-send-answer = 회신하기
web-answered = 회신을 남겼습니다.
web-gaps = 지역의 자원 공백
web-gaps-csv = 표 내려받기 (CSV)
web-count = 건수
web-withheld = 5건 미만은 가림

# 쪽
web-pages = 쪽 넘기기
web-previous-page = 이전

# 하지 못한 일: 무엇이, 어떻게 고치는지
web-problem-code = 오류 부호: { $code }
web-consent-missing = 클라이언트가 아직 동의하지 않은 항목: { $items }
web-bad-value = 적은 값을 쓸 수 없습니다({ $where }).
web-problem-not-found = 찾을 수 없습니다
    .mend = 주소를 다시 확인하거나 첫 화면에서 찾아 주세요.
web-problem-forbidden = 이 일은 할 수 없습니다
    .mend = 맡은 역할로는 할 수 없는 일입니다. 업무에 필요하면 관리자에게 문의해 주세요.
web-problem-consent-missing = 동의가 없어 하지 못했습니다
    .mend = 클라이언트와 상의해 동의를 먼저 받아 주세요.
web-problem-form-expired = 보내지 못했습니다
    .mend = 화면이 열린 지 오래되었거나 로그인이 바뀌었습니다. 그 화면을 다시 열어 보내 주세요.
web-problem-bad-form = 보낸 내용을 읽지 못했습니다
    .mend = 화면을 다시 열어 거기에서 보내 주세요.
web-problem-sign-in = 로그인이 필요합니다
    .mend = 다시 로그인해 주세요.
web-problem-sign-in-paused = 로그인을 잠시 멈추었습니다
    .mend = 여러 번 시도했습니다. 조금 뒤에 다시 로그인해 주세요.
web-problem-conflict = 그 사이 다른 사람이 고쳤습니다
    .mend = 화면을 새로 열어 바뀐 내용을 보고 다시 정해 주세요.
web-problem-rule = 업무 규칙에 맞지 않아 하지 못했습니다
    .mend = 뒤로 돌아가 고친 다음 다시 보내 주세요. 적은 내용은 그대로 남아 있습니다.
web-problem-bad-value = 적은 값을 쓸 수 없습니다
    .mend = 뒤로 돌아가 그 값을 고쳐 주세요. 줄바꿈이나 보이지 않는 글자가 섞였는지 확인해 주세요.
web-problem-unknown-term = 고른 값을 알 수 없습니다
    .mend = 화면을 다시 열어 목록에서 골라 주세요.
web-problem-access-log = 지금은 개인정보를 보여 드릴 수 없습니다
    .mend = 열람 기록을 남길 수 없어 멈추었습니다. 관리자에게 알려 주세요.
web-problem-store-full = 저장 공간이 없어 저장하지 못했습니다
    .mend = 아무것도 반쯤 저장되지 않았습니다. 관리자에게 알린 뒤 다시 보내 주세요.
web-problem-server-unreachable = 지금은 자료에 닿지 않습니다
    .mend = 저장된 것은 그대로 있습니다. 잠시 뒤에 다시 해 보고, 계속되면 관리자에게 알리세요.
web-problem-other = 하지 못했습니다
    .mend = 뒤로 돌아가 다시 해 보고, 계속되면 오류 부호와 함께 관리자에게 알려 주세요.

# 사례
web-parts = 이 화면의 내용
web-find-paths = 의뢰 경로 찾기
web-statements-none = 아직 제시된 욕구가 없습니다.
web-severity = 심각도 { $change }
web-area = 거주지
web-kin = 관계
web-clocks-none = 정해진 기한이 없습니다.
web-clock-done-late = { $day } 늦게 지킴
web-file = 사례 기록
web-file-none = 볼 수 있는 기록이 없습니다.
web-case-leads = 주 사례관리기관
web-case-assigned-to = 담당
web-case-took-part = 참여 기관
web-circle-purpose = 목적
web-circle-letter = 의뢰서: { $service }
web-looked-says = 개인정보를 본 사람과 항목이 보기 전에 기록됩니다. 기록은 고칠 수 없습니다.
web-looked-show = 최근 기록 { $count }줄 보기
web-look-somebody = 다른 사람
web-day = 날짜
web-who = 사람
web-why = 화면·사유

# 의뢰 경로와 선택
web-back-to-case = 사례로 돌아가기
web-chosen-before = 지금까지의 선택
web-write-letter = 의뢰서 쓰기
web-tier-own-network = 가까운 사람
web-tier-informal = 비공식 자원
web-tier-formal = 공식 서비스
web-path-warm = 경로 { $number } · 담당자에게 이어짐
web-path-cold = 경로 { $number } · 아는 담당자 없이 연락
web-consent-needed = { $who }에 { $items } 제공 동의가 더 필요합니다
web-overlap = 이미 받고 있음: { $name }
web-papers = 필요 서류
web-paper-at-hand = { $paper }(있음)
web-paper-missing = { $paper }(없음)
web-paper-unknown = { $paper }(모름)
web-how-scored = 점수 풀이
web-rule = 기준
web-points = 점수
web-found-out = 확인한 내용
web-choose-title = 선택 기록
web-choose-first = 고른 대안을 먼저 표시해 주세요.
web-choice-kept = 선택을 기록했습니다.
web-choice-none = 모두 원하지 않음
web-decided-by = 결정한 사람
web-override = 전문가 판단일 때의 근거
web-override-none = 해당 없음
web-keep-choice = 선택 기록하기
web-would-fit = 이렇게 바뀌면 맞습니다
web-all-considered = 살펴본 모든 자원
web-outcome = 결과
web-need = 욕구
web-receiver = 받는 곳
web-passes-on-says = 클라이언트가 정한 만큼만 표시하세요. 표시하지 않은 것은 전달하지 않습니다.
web-sensitive-says = 민감정보는 따로 동의를 받아 기록합니다.
web-letter-consent = 정보 제공 동의
web-pick = 고르세요
web-given-by = 대신 동의한 사람의 이름(본인이면 비워 둠)
web-consent-until = 동의 기한
web-right-to-refuse = 동의를 거부할 수 있고 거부해도 불이익이 없음을 알렸습니다
web-is-arranged = 받는 곳 담당자와 먼저 이야기했습니다
web-send-letter = 의뢰서 보내기
web-letter-sent = 의뢰서를 보냈습니다.
web-problem-bad-entry = 적은 날짜나 숫자를 읽을 수 없습니다
    .mend = 날짜는 2031-12-24처럼, 횟수는 숫자로 적어 다시 보내 주세요.

# 의뢰함
web-from = 보낸 곳
web-not-passed = 전달되지 않음
web-reason-said = 사유(기타일 때 적기)
web-on-waitlist = 대기자 명부에 올립니다
web-need-now = 이 욕구는 지금
web-unchanged = 그대로
web-keep-feedback = 의견 남기기
web-feedback-kept = 클라이언트의 의견을 남겼습니다.

# 자원 공백
web-gaps-none = 셀 욕구가 없습니다.
web-gaps-community = 지역과 제도의 욕구
web-gaps-community-none = 기록된 지역 욕구가 없습니다.

# 자원망 지도
web-network-empty = 아직 맺은 협약이나 함께하는 팀이 없습니다.
web-network-loners = 협약·팀·아는 담당자가 없는 자원 { $count }곳은 지도에 없습니다.
web-open-page = 기관 화면 열기
web-page-case = 사례 화면
web-look-program = 기관의 프로그램
web-clocks-kept = 지킨 기한 { $count }건
web-problem-fault = 프로그램에 문제가 생겼습니다
    .mend = 하던 일과 시각을 관리자에게 알려 주세요. 보낸 내용은 저장되지 않았을 수 있으니 확인해 주세요.
web-tie-party-to = 협약: { $name }
web-tie-member-of = 팀: { $name }
web-tie-works-for = 근무자: { $name }
web-near-misses-count = { $count }건 가운데 { $shown }건
web-kin-parent = { $sex ->
    [male] 아버지
    [female] 어머니
   *[other] 부모
 }
web-kin-child = { $sex ->
    [male] 아들
    [female] 딸
   *[other] 자녀
 }
web-kin-partner = 배우자·동반자
web-kin-guardian = 후견인
web-kin-ward = 후견하는 사람
web-kin-parent-parent = { $sex ->
    [male] 할아버지
    [female] 할머니
   *[other] 조부모
 }
web-kin-parent-child = { $sex ->
    [male] 남자 형제
    [female] 여자 형제
   *[other] 형제자매
 }
web-kin-parent-partner = 부모의 배우자·동반자
web-kin-partner-parent = { $sex ->
    [male] 배우자의 아버지
    [female] 배우자의 어머니
   *[other] 배우자의 부모
 }
web-kin-partner-child = { $sex ->
    [male] 배우자의 아들
    [female] 배우자의 딸
   *[other] 배우자의 자녀
 }
web-kin-child-child = { $sex ->
    [male] 손자
    [female] 손녀
   *[other] 손자녀
 }
web-kin-child-partner = 자녀의 배우자·동반자
web-kin-child-parent = 자녀의 다른 부모
web-kin-none = 관계 기록 없음
web-kin-years = 출생–사망
web-kin-died = { $years } (사망)
web-residents = 함께 사는 사람
web-residents-none = 함께 사는 사람의 기록이 없습니다.
web-elsewhere = 따로 사는 가족
web-needs-open = 지금 다루는 욕구
web-needs-closed = 충족했거나 철회한 욕구
web-needs-open-none = 지금 다루는 욕구가 없습니다.
web-referral-progress = 진행 상황
web-drawn-from-seen = 볼 수 있는 기록만으로 그렸습니다. 동의의 범위에 따라 보이는 사람과 기관이 다릅니다.
web-drawing-alt = { $name }. 같은 내용이 아래 표에 있습니다.

# 통합사례관리팀 제안
web-team-no-type = 대상 유형에 해당하지 않습니다. 모든 팀에 필요한 자리만 보입니다.
web-team-count = 자리 { $seats }개 가운데 { $empty }개는 맡을 사람이 없습니다.
web-team-empty = 빈자리
web-team-ask = 물어볼 곳
web-team-more = 그 밖에 { $count }명이 더 있습니다.
web-team-committee = 솔루션위원회
