# 기록 서식 아홉 가지
form-intake = 접수지
form-consent = 동의서
form-assessment = 사정 기록지
form-plan = 사례관리 계획 및 평가표
form-process = 과정 기록지
form-referral = 서비스 의뢰서
form-report = 사례 보고서
form-supervision = 슈퍼비전 일지
form-closing = 종결 보고서

form-whose = 사례
form-client = 클라이언트
form-manager = 사례관리자
form-lead = 주 사례관리기관
form-day = 작성일
form-area = 거주지
form-yes = 예
form-no = 아니오
form-signed = 서명
form-sign-interviewer = 면접자
form-sign-client = 클라이언트
form-sign-legal-guardian = 법정대리인
form-sign-manager = 사례관리자
form-sign-supervisor = 슈퍼바이저
form-sign-provider = 제공기관
form-sign-receiver = 받는 기관

form-family = 가족 및 동거인
form-family-tie = 관계
form-family-years = 출생–사망
form-family-here = 동거
form-spoke = 누가 무엇을 말했나 (제시된 욕구)
form-emergency = 긴급
form-general = 일반

form-consent-told = 알려 드립니다
form-consent-process = 사례관리는 클라이언트와 함께 욕구를 살피고 계획을 세워 여러 기관의 서비스를 잇는 일입니다. 기관과 클라이언트는 서로 알리고 함께 정할 의무가 있습니다.
form-consent-refuse = 목적마다 따로 동의를 구합니다. 선택 항목에 동의하지 않아도 서비스를 받는 데 불이익이 없습니다.
form-consent-withdraw = 동의는 언제든지 철회할 수 있고, 철회하면 그때부터 정보를 보이지 않습니다.
form-consent-keep = 정보는 동의한 목적과 기간에만 쓰며 비밀을 지킵니다. 면담 녹음에는 따로 동의를 받습니다. 법에 따른 신고 의무와 생명의 위험은 예외입니다.
form-consent-asked = 동의 내용
form-consent-purpose = 목적
form-consent-items = 항목
form-consent-receiver = 받는 곳
form-consent-until = 기간
form-consent-yes = 동의
form-consent-no = 동의 안 함
form-consent-given = 동의한 날·방법·사람
form-consent-withdrawn = 철회
form-consent-copies = 두 부를 작성하여 클라이언트와 기관이 한 부씩 보관합니다.

form-informants = 정보 제공자
form-assessment-when = 사정 구분
form-assessment-new = 신규 사정
form-assessment-again = 재사정
form-needs = 욕구
form-presented = 제시된 욕구
form-agreed = 합의된 욕구
form-inner = 내부 장애물
form-outer = 외부 장애물
form-strengths = 강점과 자원
form-obstacles = 장애물
form-scales = 척도
form-scale-name = 척도 이름
form-scale-day = 날짜
form-scale-rater = 평가자
form-scale-result = 결과
form-scale-comment = 해석
form-genogram = 가계도
form-ecomap = 생태도
form-overall = 종합 의견 (반드시 적습니다)

form-plan-needs = 욕구와 심각도
form-plan-items = 목표와 실행
form-where = 장소·자원
form-period = 기간
form-evaluation = 평가
form-plan-copies = 이 계획은 클라이언트와 제공기관에 드립니다.

form-contacts = 접촉 기록
form-process-key = D 직접서비스: 사례관리자가 직접 함. R 자원활용: 사례관리자 없이 자원이 함. P에는 다음에 언제 어디서 무엇을 할지 반드시 적습니다.

form-letter = 의뢰
form-letter-to = 받는 곳
form-letter-from = 보내는 곳
form-attached = 첨부 (동의한 범위에서)
form-copy-intake = 접수지 사본
form-copy-consent = 동의서 사본
form-referral-note = 원본은 받는 기관에, 사본은 보내는 기관에 보관하고 과정 기록지에 적습니다. 받는 기관은 수락 여부를 회신합니다.

form-report-which = 보고 구분
form-report-first = 첫 보고
form-report-follow-up = 후속 보고
form-report-ask = 논의할 점
form-recommended = 권고와 그 결과
form-became = 어떻게 되었나

form-sums = 접촉 합계 (욕구 영역별)
form-sums-domain = 욕구 영역
form-sums-direct = D 횟수
form-sums-minutes = D 시간(분)
form-sums-resource = R 횟수
form-sums-other = 욕구를 적지 않음

form-supervision-place = 장소
form-supervision-times = 회차
form-supervision-way = 방법 (개인·집단)
form-supervision-asked = 슈퍼비전을 구한 내용
form-supervision-advised = 슈퍼바이저의 의견
form-supervision-agreed = 합의한 것
form-supervision-next = 다음 슈퍼비전까지 할 일

form-severity = 심각도의 변화 (10점)
form-until = 사후관리

# 기관이 준 양식(HWPX)
template-paragraph = { $part }, { $paragraph }번째 문단
template-cell = { $part }, 표 { $table }의 { $row }행 { $column }열
template-asked = “{ $name }”({ $at })
