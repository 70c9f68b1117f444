# 사례관리 행위가 알리는 것(notice), 거절하는 규칙(rule), 서비스의뢰서(letter)

## 알림: 행위는 이루어졌고, 누군가 살펴야 한다

casework-notice-age-unknown = 나이를 알 수 없어 본인이 동의할 수 있는 나이인지 확인하지 못했습니다.
casework-notice-agreement-nominal = 담당자를 지정하지 않은 협약 당사자가 있습니다. 담당자 없는 협약은 이름뿐인 협약이 되기 쉽습니다.
casework-notice-answer-late = 회신 기한({ $until })이 지난 회신입니다.
casework-notice-assistant-low-risk = 준사례관리자는 저위험 사례만 맡습니다. 서비스 계획의 책임은 사례관리자에게 있습니다.
casework-notice-both-parents = 아동의 치료에는 부모 모두의 동의가 필요합니다. 다른 부모의 동의를 확인하세요.
casework-notice-caseload = 담당 사례가 { $count }건으로 표준 { $limit }건을 넘었습니다. 이관, 대기명부, 파트타임 사례관리자를 검토하세요.
casework-notice-clock-late = 기한이 지났습니다: { $clock } ({ $until }까지).
casework-notice-contact-without-phone = 담당자로 지정했으나 전화번호가 없습니다.
casework-notice-emergency-now = 긴급 사례입니다. 배정, 사정, 개입을 바로 진행하세요.
casework-notice-emergency-review = 긴급 열람은 { $until }에 저절로 끝나며 검토자가 사후에 확인합니다.
casework-notice-evidence-missing = { $obstacle }: 진단서나 처방전 같은 증빙이 필요합니다.
casework-notice-first-contact-due = 담당 사례관리자는 { $until }까지 대상자를 처음 만나야 합니다.
casework-notice-follow-up-missing = 사후관리 계획이 비어 있습니다.
casework-notice-goal-without-end = 단기목표의 종료일이 없습니다.
casework-notice-household-not-kept = 가족 정보에 동의하지 않아 가구를 기록하지 않았습니다.
casework-notice-informal-not-shown = 비공식 지지자가 있는데 제시한 대안에 들어 있지 않습니다. 비공식 자원을 먼저 살피세요.
casework-notice-lead-without-consent = 주 사례관리기관에 대한 대상자의 정보 제공 동의가 없습니다.
casework-notice-link-elsewhere = 비대상으로 판정했습니다. 다른 기관의 담당자에게 직접 연결하고 과정기록에 남기세요.
casework-notice-minutes-late = 회의록 공유 기한({ $until })이 지났습니다.
casework-notice-minutes-missing = 직접서비스인데 소요시간(분)이 없습니다.
casework-notice-monitoring-missing = 점검 방법을 적지 않았습니다.
casework-notice-need-not-passed = 이 욕구의 정보 항목은 전달 대상이 아니어서 의뢰서에 욕구를 적지 않았습니다.
casework-notice-need-without-service = 이 욕구를 충족할 서비스 분류가 없습니다. 자원 공백으로 집계됩니다.
casework-notice-need-without-words = 제시된 욕구 없이 합의된 욕구입니다. 누구의 어떤 말에서 나왔는지 남기세요.
casework-notice-needs-at-once = 한 번에 다루는 욕구가 { $count }개입니다. 기준은 { $limit }개까지입니다.
casework-notice-no-process-record = 상담 기록에 동의하지 않아 과정기록을 남길 수 없습니다.
casework-notice-nobody-leads = 팀장이 정해지지 않았습니다.
casework-notice-nobody-named = 인적사항을 전달하지 않으므로 받는 기관은 누구의 의뢰인지 알 수 없습니다.
casework-notice-obstacle-before-nothing = 어느 자원을 가로막는 장애물인지 정하지 않았습니다.
casework-notice-one-option-only = 대안을 하나만 제시했습니다. 여러 대안을 장단점과 함께 제시하세요.
casework-notice-override-recorded = 전문가 판단으로 결정했습니다. 결정한 사람과 근거가 기록되었습니다.
casework-notice-priority-not-asked = 우선순위가 없습니다. 우선순위는 대상자가 정합니다.
casework-notice-record-late = 기록 기한({ $until })이 지난 기록입니다.
casework-notice-referral-without-consent = 진행 중인 의뢰 { $count }건은 동의가 철회되어 더 읽을 수 없습니다. 의뢰를 취소하고 받은 기관에 알리세요.
casework-notice-referrals-under-way = 진행 중인 의뢰가 { $count }건 있습니다.
casework-notice-result-open = 옹호의 결과를 아직 적지 않았습니다.
casework-notice-same-service-elsewhere = 같은 분류의 서비스를 이미 { $count }곳에서 받고 있습니다({ $services }). 순서와 방법의 조정을 검토하세요.
casework-notice-severity-after-missing = 개입 후 심각도를 묻지 않은 제시된 욕구가 { $count }개 있습니다.
casework-notice-severity-not-asked = 심각도를 묻지 않았습니다. 개입 전후를 비교할 수 없습니다.
casework-notice-short-goal-long = 단기목표는 { $until }까지 끝나야 합니다.
casework-notice-signer-unrecorded = 서명한 사람이 기록에 없어 자격을 확인하지 못했습니다.
casework-notice-speak-first = 의뢰서를 보내기 전에 받는 기관의 담당자와 먼저 협의하세요.
casework-notice-suggest-agreement = { $agency }와(과) 성공한 연계가 { $count }건입니다. 협약을 제안해 보세요.
casework-notice-supporter-tires = 지지자의 부담: { $load }. 휴식, 교육, 두 번째 지지자를 생각하세요.
casework-notice-why-it-ended = 과거에 이용한 자원이 왜 중단되었는지 적지 않았습니다.
casework-notice-working-agency-first = 이미 함께 일하는 기관에 먼저 묻지 않았습니다: { $agencies }.
casework-notice-place-held-twice = 같은 때에 다른 사람도 이 자리를 확인해, 남은 자리보다 의뢰서 초안이 많습니다. 함께 이야기해 한 사람은 확인을 되돌리거나, 보내기 전에 기관에 자리를 물어보십시오.

## 규칙: 행위를 거절한다

casework-rule-case-closed = 종결된 사례입니다. 다시 시작하려면 새로 접수하세요.
casework-rule-case-open-already = 이 사람의 사례가 이미 열려 있습니다. 그 사례에서 진행하세요.
casework-rule-chosen-of-shown = 제시한 대안 가운데에서 골라야 합니다. 고른 것을 대안에 넣으세요.
casework-rule-closing-door = 종결과 비대상 판정은 종결·접수 절차로만 합니다.
casework-rule-community-names-nobody = 지역사회 욕구에는 누구의 욕구인지 적지 않습니다. 사람의 욕구라면 사례를 고르세요.
casework-rule-consent-period = 동의 기간이 이미 지났습니다. 앞으로의 날짜를 정하세요.
casework-rule-decides-for-oneself = 대상자는 본인의 결정만 기록할 수 있습니다.
casework-rule-emergency-reason = 긴급 열람에는 사유가 필요합니다.
casework-rule-end-to-come = 아직 오지 않은 날에는 끝난 것으로 적을 수 없습니다.
casework-rule-intake-consent = 접수하는 기관이 인적사항과 사례관리 내용을 기록하는 데 대한 동의가 필요합니다. 동의가 없으면 정보만 안내하고 기록하지 마세요.
casework-rule-key-twice = 같은 열쇠가 두 번 쓰였습니다: { $key }.
casework-rule-lead-by-integrated = 주 사례관리기관은 통합사례회의에서 정합니다. { $type }에서는 정할 수 없습니다.
casework-rule-level-reason = 수준을 판정한 근거를 적으세요.
casework-rule-list-giver = 명부로 접수할 때는 누가 동의를 받아 명부를 넘겼는지 적어야 합니다.
casework-rule-minutes = 소요시간은 0분 이상이어야 합니다.
casework-rule-more-than-passed = 의뢰서로 전달하지 않는 항목에 대한 동의입니다. 전달하는 항목만 동의받으세요.
casework-rule-next-step = 다음 계획(P)은 반드시 적습니다: 언제, 어디에서, 무엇을.
casework-rule-no-client = 종사자로 등록된 항목은 대상자가 될 수 없습니다. 대상자로 새로 접수하세요.
casework-rule-no-consent-purpose = 생명·신체의 급박한 위험은 동의가 아닙니다. 긴급 열람으로 기록하세요.
casework-rule-no-household = 가구가 기록되어 있지 않아 함께 사는 사람을 적을 수 없습니다.
casework-rule-no-need = 계획 항목에는 합의된 욕구가 하나 이상 필요합니다.
casework-rule-no-override = 대상자의 결정에는 전문가 판단의 근거를 적지 않습니다.
casework-rule-no-words = 내용을 적으세요.
casework-rule-no-worker = 어느 기관에서 일하는 사람인지 기록되어 있지 않아 배정할 수 없습니다.
casework-rule-nobody-in-file = 가족 파일에 그런 사람이 없습니다. 파일의 번호(@I1@)나 성명을 그대로 적으세요.
casework-rule-several-in-file = 가족 파일에 그 이름의 사람이 { $count }명입니다. 파일의 번호(@I1@)로 정하세요.
casework-rule-family-too-large = 가까운 가족만 { $count }명입니다. { $most }명까지 받습니다. 더 가까이(--steps) 정하세요.
casework-rule-family-stands = 이미 가족이 기록되어 있습니다. 두 기록을 겹치지 않도록, 새로 알게 된 사람만 직접 적으세요.
casework-rule-own-list = 스스로 넘긴 명단은 받을 수 없습니다. 명단을 준 기관을 적으세요.
casework-rule-no-workplace = 소속 기관이 기록되어 있지 않습니다. 관리자에게 소속 등록을 요청하세요.
casework-rule-nobody-attended = 참석자나 구성원을 한 명 이상 적으세요.
casework-rule-not-a-clients-item = 대상자가 동의하는 항목이 아닙니다.
casework-rule-allotment-changed = 그사이 자리 나누기 결과가 달라졌습니다. 다시 나누어 보고 확인하십시오.
casework-rule-not-a-draft = 작성 중인 의뢰만 보낼 수 있습니다.
casework-rule-not-ended = 아직 끝나지 않은 의뢰입니다. 끝난 뒤에 대상자의 의견을 적으세요.
casework-rule-not-in-this-case = 이 사례에 속하지 않습니다.
casework-rule-not-the-provider = 그 기관은 이 서비스를 제공하지 않습니다. 제공하는 기관을 고르세요.
casework-rule-not-yet = 아직 일어나지 않은 일은 기록할 수 없습니다.
casework-rule-nothing-asked = 동의한 항목이 없습니다. 대상자가 고른 항목만 넣으세요.
casework-rule-nothing-chosen = 선택된 것이 없거나 보이지 않습니다. 먼저 선택을 기록하세요.
casework-rule-nothing-to-undo = 되돌릴 변경이 없습니다. 하루가 지난 변경은 되돌리지 않고 새로 적습니다.
casework-rule-nothing-ends = 지금 이어지고 있는 관계가 없습니다.
casework-rule-nothing-passed = 의뢰서를 받는 기관이 의뢰를 읽으려면 이용 서비스 항목은 전달해야 합니다.
casework-rule-nothing-said = 바꿀 내용이 없습니다.
casework-rule-nothing-to-review = 검토를 맡은 긴급 열람이 없거나 이미 검토했습니다.
casework-rule-nothing-to-withdraw = 철회할 동의가 없습니다.
casework-rule-options-shown = 제시한 대안을 하나 이상 기록하세요.
casework-rule-other-receiver = 의뢰를 받는 기관에 대한 동의가 아닙니다.
casework-rule-outcome-missing = 완료할 때는 결과를 적어야 합니다.
casework-rule-override-ground = 전문가 판단은 생명이나 안전의 위험에 한하며, 근거와 사유를 적어야 합니다.
casework-rule-passed-without-consent = 대상자가 전달에 동의하지 않은 항목입니다: { $items }.
casework-rule-passes-own-notes = 상담 기록은 의뢰서로 전달하지 않습니다.
casework-rule-period = 끝이 시작보다 앞섭니다.
casework-rule-points = 점수는 { $low }에서 { $high } 사이여야 합니다.
casework-rule-reason-in-words = 기타 사유는 구체적으로 적어야 합니다.
casework-rule-reason-of-state = ‘{ $reason }’은(는) ‘{ $wanted }’의 사유가 될 수 없습니다.
casework-rule-review-consequence = 정당하지 않은 열람에는 조치를 적어야 합니다.
casework-rule-reviews-oneself = 긴급 열람은 다른 사람이 검토해야 합니다.
casework-rule-right-to-refuse = 동의를 거부할 권리를 알린 뒤에 동의를 받으세요.
casework-rule-score-asked = 달성으로 평가할 때는 대상자가 매긴 점수가 필요합니다.
casework-rule-sensitive-apart = 건강, 정신건강, 안전, 법률 같은 민감 항목의 동의는 따로 받습니다.
casework-rule-sent-by-its-door = 의뢰는 보내기 절차로만 보냅니다.
casework-rule-service-not-formal = 비공식 지지자에게는 의뢰서를 보내지 않습니다. 대상자와 함께 직접 부탁하세요.
casework-rule-severity = 심각도는 { $low }점에서 { $high }점 사이여야 합니다.
casework-rule-signs-oneself = 본인 동의에 다른 사람이 서명했습니다. 자격을 확인하세요.
casework-rule-signs-only-legal = 법정대리인·후견인만 대신 서명할 수 있습니다.
casework-rule-state-order = ‘{ $now }’ 다음에 ‘{ $wanted }’(으)로 바꿀 수 없습니다.
casework-rule-state-reason = ‘{ $wanted }’에는 사유가 필요합니다.
casework-rule-tie-to-oneself = 자기 자신과의 관계는 기록할 수 없습니다.
casework-rule-triangle-file = 삼각관계에는 이 대상자의 가계도에 적힌 가족 세 사람만 넣을 수 있습니다.
casework-rule-triangle-of-three = 삼각관계는 서로 다른 세 사람으로 적습니다.
casework-rule-triangle-relations = 세 사람 가운데 두 사람씩의 정서 관계가 모두 있어야 합니다. 아직 적지 않은 사이를 고르세요.
casework-rule-two-parties = 협약에는 둘 이상의 당사자가 필요합니다.
casework-rule-under-age = { $age }세 미만은 법정대리인이 동의해야 합니다.
casework-rule-unknown-tie = 가계도에 없는 관계입니다: { $kind }.
casework-rule-verdict-reason = 사례관리 대상이 아니라고 판정한 사유를 적으세요.
casework-rule-where-is-it = 사람의 욕구라면 사례를, 지역사회의 욕구라면 지역을 정하세요.
casework-rule-which-receiver = 제공하는 기관이 하나로 정해지지 않습니다. 받는 기관을 고르세요.
casework-rule-which-workplace = 어느 기관의 일인지 정하세요.
casework-rule-who-signs = 대신 서명한 사람을 적으세요.

## 서비스의뢰서

casework-letter-title = 서 비 스 의 뢰 서
casework-letter-to = 받는 기관: { $value }
casework-letter-contact = 받는 담당자: { $value }
casework-letter-from = 보내는 기관: { $value }
casework-letter-worker = 담당 사례관리자: { $value }
casework-letter-date = 의뢰일: { $value }
casework-letter-client = 대상자: { $value }
casework-letter-code = 사례 번호: { $value }
casework-letter-summary = 사례 요약: { $value }
casework-letter-need = 욕구: { $value }
casework-letter-goal = 목표: { $value }
casework-letter-service = 의뢰 서비스: { $value }
casework-letter-per-week = 빈도: { $value }
casework-letter-monitoring = 점검 방법: { $value }
casework-letter-passes-on = 대상자가 전달에 동의한 정보: { $value }
casework-letter-closed = 의뢰서의 내용은 보낸 기관과 받은 기관, 대상자만 볼 수 있습니다.
casework-letter-confidential = 이 의뢰서의 정보는 위 서비스를 위해서만 쓰며, 대상자는 언제든지 동의를 철회할 수 있습니다.
casework-letter-copies = 원본은 받는 기관에, 사본은 보내는 기관에 보관합니다. 수락 여부를 회신해 주십시오.

# 가족: 클라이언트에게 누구인가
casework-kin-parent = { $sex ->
    [male] 아버지
    [female] 어머니
   *[other] 부모
 }
casework-kin-child = { $sex ->
    [male] 아들
    [female] 딸
   *[other] 자녀
 }
casework-kin-partner = 배우자·동반자
casework-kin-guardian = 후견인
casework-kin-ward = 후견하는 사람
casework-kin-parent-parent = { $over ->
    [female] { $sex ->
        [male] 외할아버지
        [female] 외할머니
       *[other] 외조부모
     }
   *[other] { $sex ->
        [male] 할아버지
        [female] 할머니
       *[other] 조부모
     }
 }
casework-kin-parent-child = { $sex ->
    [male] 남자 형제
    [female] 여자 형제
   *[other] 형제자매
 }
casework-kin-parent-partner = 부모의 배우자·동반자
casework-kin-partner-parent = { $sex ->
    [male] 배우자의 아버지
    [female] 배우자의 어머니
   *[other] 배우자의 부모
 }
casework-kin-partner-child = { $sex ->
    [male] 배우자의 아들
    [female] 배우자의 딸
   *[other] 배우자의 자녀
 }
casework-kin-child-child = { $sex ->
    [male] 손자
    [female] 손녀
   *[other] 손자녀
 }
casework-kin-child-partner = 자녀의 배우자·동반자
casework-kin-child-parent = 자녀의 다른 부모
casework-kin-none = 관계 기록 없음
casework-kin-died = { $years } (사망)

# 삭제
casework-rule-erasure-case-open = 아직 끝나지 않은 사례가 있어 지울 수 없습니다. 먼저 종결하세요.
casework-rule-erasure-kept = 법이 정한 보존 기간이 { $day }까지라 아직 지울 수 없습니다.
casework-rule-erasure-review-waiting = 긴급 열람이 아직 검토되지 않아 지울 수 없습니다. 먼저 검토하세요.
