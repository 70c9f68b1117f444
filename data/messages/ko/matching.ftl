# 매칭: 연계 경로와 그 근거
match-title = 연계 경로 제안
match-asked-at = { $at } 기준 · 정책 { $policy }
match-searched = 살펴본 것: 서비스 { $services }건, 비공식 지지자 { $supporters }명 (기관 { $agencies }곳 가운데 { $agencies-without }곳, 비공식 자원 { $groups }곳 가운데 { $groups-without }곳은 등록된 서비스가 없음)
match-freshness = 자료의 새로움: 담당자 확인 { $checked }건, 자료 기준일 있음 { $said }건, 오래됨 { $old }건, 날짜 없음 { $undated }건
match-preference = 클라이언트가 바라는 것: { $preference }
match-judged-for = 누구의 사정으로 보았나: { $names }
match-chooses = 제안일 뿐입니다. 선택은 클라이언트가 합니다.
match-none = 지금 연계할 수 있는 곳이 없습니다: { $reason }.
match-counts = 까닭별 수
match-count = { $why }: { $count }건
match-proposed = 제안함
match-misses = 조금만 바뀌면 되는 곳 ({ $count }건 가운데 { $shown }건)
match-miss = { $name } ({ $providers }): 필요한 변화 { $change }점
match-miss-own = { $name } · { $tier }: 필요한 변화 { $change }점
match-heading = { $place }. { $name } ({ $providers }) · { $score } / { $most }점
match-heading-own = { $place }. { $name } · { $tier } · { $score } / { $most }점
match-nobody = 제공자 모름
match-points = 점수 풀이
match-point = { $rule } { $got } / { $of }: { $why }
match-point-unknown = { $rule } { $got } / { $of } (모름): { $why }
match-source = { $why } [{ $word }]
match-word-checked = 담당자 확인 { $day }
match-word-said = 자료 기준 { $day }
match-word-disputed = 자료가 서로 다름
match-pros = 좋은 점
match-cons = 살펴볼 점
match-path = 경로 { $number } (연결 부담 { $cost })
match-path-cold = 경로 { $number } (연결 부담 { $cost }, 담당자 없이 넘김 { $extra } 포함)
match-step = { $caller } → { $called }: { $tie } (연결 부담 { $cost })
match-step-via = { $caller } → { $called }: { $tie } 「{ $via }」 (연결 부담 { $cost })
match-who = { $name } ({ $agency })
match-who-titled = { $name } { $title } ({ $agency })
match-phone = 전화 { $phone }
match-until = { $day }까지
match-may-say = 말해도 되는 것: { $items }
match-not-yet = 동의 전에는 말하지 않을 것: { $items }
match-fresh-known-contact = 마지막 연락 { $day }
match-fresh-agreement = { $day }에 맺음
match-leans = 이미 기대는 협약·상설팀 { $count }개
match-consent-needed = 더 받아야 할 동의: { $who } — { $categories }
match-overlap = 이미 받는 같은 분류의 서비스: { $name }
match-overlap-often = 이미 받는 같은 분류의 서비스: { $name }, { $often }
match-obstacle = 남은 장애물: { $type }
match-papers = 필요한 서류: { $papers }
match-paper-at-hand = { $paper } (있음)
match-paper-missing = { $paper } (없음)
match-paper-unknown = { $paper } (있는지 모름)

match-tier-own-network = 클라이언트 자신의 지지망
match-tier-informal = 비공식 자원
match-tier-formal = 공식 서비스

match-rule-class = 서비스 분류
match-rule-listed = 목록에 있음
match-rule-running = 운영 중
match-rule-coverage = 담당 구역
match-rule-age = 나이
match-rule-benefit = 급여 자격
match-rule-household = 가구 유형
match-rule-disability = 장애 유형
match-rule-sex = 성별
match-rule-language = 언어
match-rule-weekdays = 요일
match-rule-hours = 시간
match-rule-cost = 비용
match-rule-reach = 거리
match-rule-documents = 서류
match-rule-received = 중복
match-rule-load = 지지자의 부담
match-rule-capacity = 의뢰 가능 자리
match-rule-path = 연계 경로
match-rule-frequency = 횟수
match-rule-preference = 선호
match-rule-obstacles = 장애물
match-rule-freshness = 정보의 새로움

match-why-class-not-stated = 어떤 분류의 도움인지 적혀 있지 않음
match-why-class-need-without = 욕구에 영역도 서비스 분류도 없음
match-why-class-fits = 욕구에 맞는 분류: { $classes }
match-why-class-broad = 넓은 분류만 적혀 있음: { $classes } (욕구: { $wanted })
match-why-class-domain-only = 욕구 영역({ $domain })만 적혀 있음 (욕구: { $wanted })
match-why-class-other = 욕구에 맞는 분류가 아님 (욕구: { $wanted })
match-why-class-domain = 욕구 영역이 적혀 있음: { $domain }
match-why-class-other-domain = 욕구 영역({ $domain })에 대응하는 분류가 아님
match-why-class-crosswalk = { $classes } – { $domain }: 대응 관계 ‘{ $relation }’

match-why-listed-still = 지금도 목록에 있음
match-why-listed-gone = 목록에서 빠짐
match-why-listed-verified = 담당자가 확인함
match-why-listed-not-stated = 목록에도 없고 확인한 사람도 없음

match-why-running-ended = 운영이 끝남
match-why-running-provider-closed = 제공 기관이 문을 닫음
match-why-running-later = { $day }에 시작함
match-why-running-not-now = 지금은 { $state }
match-why-running-now = 운영 중
match-why-running-not-stated = 운영 여부가 적혀 있지 않음

match-why-coverage-not-stated = 담당 구역이 적혀 있지 않음
match-why-coverage-client-unknown = 클라이언트의 거주지를 모름
match-why-coverage-fits = { $area } 주민을 받음
match-why-coverage-coarse = 거주지를 더 자세히 알아야 함
match-why-coverage-neighbour = 이웃 지역만 받음: { $areas }
match-why-coverage-other = 다른 지역만 받음: { $areas }

match-why-age-not-stated = 대상 나이가 적혀 있지 않음
match-why-age-client-unknown = 클라이언트의 나이를 모름 (대상 { $high ->
    [150] { $low }세 이상
   *[other] { $low }–{ $high }세
  })
match-why-age-fits = { $age }세, 대상 { $high ->
    [150] { $low }세 이상
   *[other] { $low }–{ $high }세
  }
match-why-age-outside = { $age }세라서 대상이 아님 ({ $high ->
    [150] { $low }세 이상
   *[other] { $low }–{ $high }세
  })
match-why-age-birthday = 생일에 따라 다름: 올해 { $age }세 (대상 { $high ->
    [150] { $low }세 이상
   *[other] { $low }–{ $high }세
  })
match-why-age-of-some = 나이가 맞는 사람도 맞지 않는 사람도 있음 (대상: { $high ->
    [150] { $low }세부터
   *[other] { $low }–{ $high }세
  })

match-why-benefit-not-stated = 급여 자격 조건이 적혀 있지 않음
match-why-benefit-anyone = 급여 자격을 따지지 않음
match-why-benefit-client-unknown = 클라이언트의 급여 자격을 모름 (대상: { $served })
match-why-benefit-fits = { $own }, 대상: { $served }
match-why-benefit-broad = { $own }: 더 자세한 자격을 알아야 함 (대상: { $served })
match-why-benefit-other = { $own }: 대상이 아님 (대상: { $served })

match-why-household-not-stated = 가구 유형 조건이 적혀 있지 않음
match-why-household-anyone = 가구 유형을 따지지 않음
match-why-household-client-unknown = 클라이언트의 가구 유형을 모름 (대상: { $served })
match-why-household-fits = { $own }, 대상: { $served }
match-why-household-beside = 연명부에는 { $own }, 대상({ $served })에도 해당하는지 모름
match-why-household-other = { $own }: 대상이 아님 (대상: { $served })

match-why-disability-not-stated = 장애 유형 조건이 적혀 있지 않음
match-why-disability-anyone = 장애 유형을 따지지 않음
match-why-disability-client-unknown = 클라이언트의 장애 여부를 모름 (대상: { $served })
match-why-disability-none = 장애인 대상 서비스임 ({ $served })
match-why-disability-fits = { $own }, 대상: { $served }
match-why-disability-broad = { $own }: 더 자세한 유형을 알아야 함 (대상: { $served })
match-why-disability-other = { $own }: 대상이 아님 (대상: { $served })

match-why-sex-anyone = 성별을 따지지 않음
match-why-sex-client-unknown = 클라이언트의 성별을 모름 (대상: { $served })
match-why-sex-fits = 대상 성별: { $served }
match-why-sex-other = 대상 성별이 다름: { $served }

match-why-language-not-asked = 필요한 언어를 따로 묻지 않음
match-why-language-default = 언어가 적혀 있지 않아 한국어로 봄 (필요: { $wanted })
match-why-language-not-stated = 통하는 언어가 적혀 있지 않음 (필요: { $wanted })
match-why-language-fits = 통하는 언어: { $shared }
match-why-language-other = 필요한 언어 { $wanted }, 그곳의 언어 { $spoken }

match-why-weekdays-not-asked = 요일을 따로 묻지 않음
match-why-weekdays-not-stated = 운영 요일이 적혀 있지 않음 (가능: { $suits })
match-why-weekdays-fit = 맞는 요일: { $shared }
match-why-weekdays-other = 운영 요일 { $runs }, 가능한 요일 { $suits }

match-why-hours-not-asked = 시간을 따로 묻지 않음
match-why-hours-not-stated = 운영 시간이 적혀 있지 않음
match-why-hours-fit = { $opens }–{ $closes } 운영, 가능한 시간과 겹침
match-why-hours-other = { $opens }–{ $closes } 운영, 가능한 시간과 겹치지 않음

match-why-cost-free = 무료
match-why-cost-not-asked = 부담할 수 있는 비용을 따로 묻지 않음
match-why-cost-not-stated = 비용이 적혀 있지 않음 (부담 가능 { $limit }원)
match-why-cost-fits = { $cost }원, 부담 가능 { $limit }원
match-why-cost-above = { $cost }원, 부담 가능 { $limit }원을 넘음

match-why-reach-not-asked = 이동 거리를 따로 묻지 않음
match-why-reach-unknown = 거리를 알 수 없음 (이동 가능 { $reach } km)
match-why-reach-within = 직선거리 { $distance } km (이동 가능 { $reach } km)
match-why-reach-beyond = 직선거리 { $distance } km, 이동 가능 { $reach } km를 넘음

match-why-documents-not-stated = 필요한 서류가 적혀 있지 않음
match-why-documents-none = 따로 낼 증빙 서류가 없음
match-why-documents-client-unknown = 클라이언트에게 있는지 모르는 서류: { $needed }
match-why-documents-at-hand = 필요한 서류가 모두 있음: { $needed }
match-why-documents-missing = 없는 서류: { $missing }

match-why-received-not = 아직 받고 있지 않음
match-why-received-by-another = 클라이언트나 다른 가족이 받고 있음: 누구를 위한 것인지 물어보기
match-why-received-enough = 이미 충분히 받고 있음
match-why-received-too-little = 이미 { $given } 받지만 모자람
match-why-received-unclear = 이미 받고 있음, 충분한지 모름

match-why-load-unknown = 지지자의 부담을 모름
match-why-load-heavy = 지지자가 { $load } 상태임
match-why-load-fits = 지지자의 부담: { $load }

match-why-capacity-not-stated = 의뢰받을 자리가 있는지 적혀 있지 않음
match-why-capacity-stale = 자리에 관한 말이 { $days }일 지남
match-why-capacity-assessment = 추가 사정 뒤에 정함
match-why-capacity-contradicts = 수용 상태와 자리 수({ $places })가 서로 다름
match-why-capacity-open = 의뢰 가능 자리 { $places }
match-why-capacity-said = 받을 수 있다고 함
match-why-capacity-waitlist = 대기자로만 받음 (대기 { $waiting }명)
match-why-capacity-full = 받을 자리가 없음

match-why-path-not-asked = 한 사람의 욕구가 아니라서 경로를 묻지 않음
match-why-path-nobody-calls = 누가 연락할지 정해지지 않음
match-why-path-no-provider = 누가 제공하는지 모름
match-why-path-none = 이어지는 관계가 없음
match-why-path-found = 관계 { $ties }단계, 연결 부담 { $cost } (한도 { $limit })
match-why-path-needs-consent = 관계 { $ties }단계, 사이에 있는 사람에게 알리는 데 동의가 필요함
match-why-path-needs-renewal = 관계 { $ties }단계, 끝난 협약을 다시 맺어야 함
match-why-path-needs-both = 관계 { $ties }단계, 동의와 협약 갱신이 필요함

match-why-frequency-not-asked = 횟수를 따로 묻지 않음
match-why-frequency-not-stated = 횟수가 적혀 있지 않음 (희망 { $wanted })
match-why-frequency-fits = { $given } (희망 { $wanted })
match-why-frequency-less = { $given }뿐 (희망 { $wanted })

match-why-preference-not-asked = 선호를 말하지 않음
match-why-preference-fits = 선호에 맞음: { $preferred }
match-why-preference-unknown = 선호에 맞는지 모름: 물어보기 ({ $asked })
match-why-preference-words = 선호가 글로만 있음: 기관에 물어보기
match-why-preference-other = 선호와 다름: { $unmet }

match-why-obstacles-none = 기록된 장애물 없음
match-why-obstacles-left = 남은 장애물 { $count }건: { $types }

match-why-freshness-unknown = 언제의 정보인지 모름
match-why-freshness-old = { $days }일 지난 정보
match-why-freshness-checked = { $days }일 전에 담당자가 확인함
match-why-freshness-said = { $days }일 전 자료

match-note-path-warm = 이름을 아는 담당자에게 넘김
match-note-path-cold = 받을 담당자를 모름
match-note-path-through = 사이에 { $count }곳을 거침
match-note-consent-needed = { $who }에 알리는 데 동의를 받아야 함
match-note-propose-agreement = { $who }: 잘된 연계가 쌓였으니 협약을 제안할 만함
match-note-overlap = 같은 분류의 서비스를 이미 { $count }건 받음
match-note-coordinate = 같은 분류가 { $count }건이 됨: 늘리기보다 순서와 역할을 조정
match-note-disputed = 자료마다 다르게 적힌 항목이 있음
match-note-unknown = 모르는 것 { $count }가지: 연락할 때 물어볼 것

match-change-ask = 물어보기: { $what }
match-change-consent = { $who }에 알리는 데 동의 받기
match-change-document = 서류 준비: { $document }
match-change-wait-list = 대기자로 올리기
match-change-another-time = 다른 시간: { $opens }–{ $closes }
match-change-another-day = 다른 요일: { $days }
match-change-relief = 지지자의 부담 덜기
match-change-transport = 이동 지원: { $distance } km
match-change-interpreter = 통역: { $languages }
match-change-wait-until = { $day }까지 기다리기
match-change-wait-reopen = 다시 열 때까지 기다리기
match-change-renew-agreement = 협약 갱신: { $agreement }
match-change-cost-covered = { $won }원 후원
match-change-new-agreement = 새 협약: { $one } – { $other }
match-change-place-opened = 자리가 나기
match-change-area-opened = { $areas } 밖의 주민도 받기

match-asks = 물어보면 정해지는 것 ({ $count }가지 가운데 { $shown }가지)
match-asks-none = 더 물어도 제안이 달라지지 않습니다.
match-ask-case = 팀에서 정하기: { $what }
match-ask-client = 클라이언트에게 묻기: { $what }
match-ask-client-about = 클라이언트에게 { $names }에 관해 묻기: { $what }
match-ask-supporter = 지지자 { $who }에게 묻기: { $what }
match-ask-provider = { $who }에 묻기: { $what }
match-ask-provider-phone = { $who }(전화 { $phone })에 묻기: { $what }
match-ask-settles = { $ask } → { $settles }곳이 정해짐 (새로 맞을 수 있는 곳 { $opens }, 빠질 수 있는 곳 { $closes })

match-reason-no-service = 그런 서비스가 없음
match-reason-stale = 정보가 없거나 오래됨
match-reason-out-of-area = 지역 밖
match-reason-closed-to-person = 대상이 아님
match-reason-wrong-time = 시간이 맞지 않음
match-reason-too-dear = 비용 부담
match-reason-too-far = 너무 멂
match-reason-documents-missing = 서류가 없음
match-reason-already-received = 이미 받고 있음
match-reason-waiting = 대기
match-reason-full = 자리 없음
match-reason-no-tie = 협약·관계 없음
match-reason-no-consent = 동의 없음
match-reason-need-unclear = 욕구의 영역과 분류가 정해지지 않음
match-reason-supporter-tired = 지지자가 지침
match-reason-too-little = 모자람
match-reason-obstacle = 장애물
match-reason-not-preferred = 선호와 다름

# 통합사례관리팀 제안
team-title = 통합사례관리팀 제안
team-decides = 제안일 뿐입니다. 팀과 주 사례관리기관은 통합사례회의에서 정합니다.
team-types = 대상 유형
team-type-yes = { $name }: 해당 ({ $signs })
team-type-unknown = { $name }: 모름 — 확인할 것: { $signs }
team-type-no = { $name }: 해당 없음
team-sign-household = 가구 유형
team-sign-disability = 장애
team-sign-age = 나이
team-sign-need = 합의된 욕구
team-seats = 자리
team-seat = { $seat }: 맡을 수 있는 사람 { $count }명
team-seat-if-there = { $name } (있다면)
team-seat-empty = { $seat }: 빈자리 — { $why }
team-empty-no-manager = 이 사례를 맡은 사람이 아직 없습니다
team-empty-no-agency = 자원목록에 그런 기관이 없습니다
team-empty-area-unknown = 클라이언트가 사는 읍면동을 모릅니다
team-empty-not-here = 그런 기관은 있으나 클라이언트가 사는 곳을 맡지 않습니다
team-empty-no-worker = 기관은 있으나 이름이 알려진 담당자가 없습니다
team-empty-no-role = 담당자는 있으나 이 일을 맡은 사람이 알려져 있지 않습니다
team-empty-no-tie = 맡을 사람은 있으나 이어 줄 관계가 없습니다
team-ask = 물어볼 곳: { $name } · 전화 { $phone }
team-no-phone = 모름
team-sits = 이미 이 사례의 팀에 있습니다
team-works-with = 이미 클라이언트와 일하는 기관입니다
team-holds = 「{ $team }」에서 이 자리를 맡고 있습니다
team-area-unknown = 클라이언트가 사는 곳을 맡는지 확인되지 않았습니다
team-load = 지금 맡은 상설팀 자리 { $count }개
team-maybe = 확인되면 더 필요할 수 있는 자리: { $seats }
team-leads = 주 사례관리기관 후보: 이미 클라이언트와 일하는 기관부터
team-lead = { $name }: { $why }
team-lead-now = 지금 주 사례관리기관
team-lead-works = 사례관리자가 있음
team-lead-took-part = 함께한 기관
team-lead-gives = 제공 중인 서비스 { $services }
team-leads-none = 클라이언트와 일하고 있는 기관이 알려져 있지 않습니다
team-committees = 솔루션위원회: 오늘 알리면 { $day }부터 열 수 있습니다
team-committee = { $name }: { $members }
team-committee-empty = 빈자리: { $seats }
team-committees-none = 이 지역에는 솔루션위원회가 없습니다
team-nobody = 아무도 없음

# 함께 보기: 한 클라이언트의 욕구 모두
together-title = 함께 보기: 욕구 모두를 한 번에
together-by = 부담 셈법: { $formula }
together-formula-visits-travel-stay-1 = 방문, 오가는 길, 머무는 시간과 기관 수로 셈 (1판)
together-formula = 부담은 일주일의 분으로 셈합니다: 찾아갈 때마다 준비 { $visit }분, 집으로 오면 { $home }분, 머무는 시간 { $stay }분, 오가는 길 1 km에 { $km }분 (길을 모르면 { $unknown }분), 상대할 기관마다 { $agency }분
together-none = 지금 함께 볼 열린 욕구가 없습니다.
together-nothing = 제안할 것이 없음: { $reason }
together-option = { $name } ({ $who }) · { $score }점 · 주 { $minutes }분
together-days = 주 { $visits }회: { $days }
together-days-unknown = 운영 요일이 알려져 있지 않아 물어보아야 함
together-way-unknown = 거리를 알 수 없음
together-later = 나중에 시작: { $why }
together-why-alike-at-once = 같은 분류의 서비스를 한꺼번에 더 받지 않도록 순서를 정함
together-why-needs-at-once = 한 번에 다루는 욕구의 수를 넘음
together-why-week-full = 일주일에 더 넣을 날이 없음
together-not-first = 하나만 보면 { $place }번째인 곳: 모두 합친 부담이 더 작아서 고름
together-asks = 가족의 부담: 주 { $minutes }분, 기관 { $count }곳 ({ $names })
together-apart = 따로 골랐다면: 주 { $minutes }분, 기관 { $count }곳 ({ $names })
together-shared = 한 기관이 여러 욕구를 맡음: { $names }
together-received = 이미 받는 서비스의 방문 주 { $visits }회를 함께 셈함

# 두 정책 견주기
compare-title = 정책 견주기: { $one } ↔ { $other }
compare-sums = 욕구 { $needs }건 가운데 첫 제안이 같은 것 { $same }건, { $other }에서만 제안이 있는 것 { $opened }건, { $one }에서만 있는 것 { $closed }건
compare-first = 첫 제안: { $one } ↔ { $other } (제안 { $options } ↔ { $others })
compare-moved = { $name }: { $one } → { $other }
compare-out = 없음

# 자리 나누기 (시험)
allot-title = 의뢰 가능 자리 나누기: 시험해 본 결과이며 아무것도 기록하지 않습니다
allot-policy-used = 정책 { $policy }
allot-says = 남은 의뢰 가능 자리 { $places } · 우선순위 때문에 덜 맞게 된 점수 { $price }
allot-floor-price = 지역 몫 때문에 자리를 다른 욕구에 내준 욕구 { $displaced }건 · 그만큼 덜 맞게 된 점수 { $points }
allot-floor = { $area }: 욕구 { $asking }건 가운데 몫 { $floor } · 자리 { $served }
allot-area-unknown = 지역 모름
allot-need = { $number }. { $text } ({ $level }, 우선순위 { $priority })
allot-days = { $priority }일
allot-before-any-wait = 기다림보다 먼저 · { $waited }일 기다림
allot-level-unknown = 수준 모름
allot-place = 자리: { $name } · { $score }점
allot-gains = 지금은 없음 → 새로 얻음
allot-moves = 지금은 { $name } 대기 → 자리로 옮김
allot-stays = 지금과 같음
allot-no-open-place = 맞는 곳 가운데 지금 의뢰받을 자리가 남은 곳이 없음
allot-comes-later = 맞는 곳 { $options }곳의 자리는 더 급하거나 더 오래 기다린 욕구부터 돌아감
allot-area-floor = 맞는 곳 { $options }곳의 자리는 정책이 정한 지역별 몫에 먼저 돌아감
allot-held = 이미 의뢰함: { $text } → { $name } ({ $state })
allot-confirm = 하나하나 사람이 확인해야 합니다.
allot-one-priority = 우선순위 { $priority }일 = 욕구를 합의하고 기다린 { $waited }일 + 사례 수준({ $level })에 따라 정책이 더하는 { $level-days }일
allot-one-before = 사례 수준이 { $level }이므로 기다린 날과 상관없이 먼저입니다. 같은 수준끼리는 욕구를 합의하고 기다린 날({ $waited }일)로 정합니다.
allot-one-rule = 자리가 모자라면 우선순위가 높은 욕구부터 차례로, 이용자를 밀어내지 않고 기관이 의뢰받겠다고 한 자리만 나눕니다.
allot-one-option = 자리가 있는 맞는 곳: { $name } · { $score }점
allot-one-next = 기다린 날만큼 우선순위가 오르고, 기관이 자리를 더 열면 다시 나눕니다. 급해졌다면 사례 수준을 다시 판정하십시오.
allot-page = 의뢰 가능 자리 나누기
allot-page-says = 시험해 본 결과입니다. 하나하나 사람이 클라이언트에게 묻고 확인해야 의뢰서 초안이 되며, 보내기 전까지 되돌릴 수 있습니다. 보이는 욕구만 셉니다.
allot-policy = 나누는 정책
allot-again = 나누어 보기
allot-asking = 자리를 기다리는 욕구
allot-nobody = 자리를 기다리는 욕구가 없습니다.
allot-column-need = 욕구
allot-column-priority = 우선순위
allot-column-place = 자리
allot-column-change = 지금과 달라지는 것
allot-column-act = 할 일
allot-why = 왜 그런가
allot-why-says = 이 욕구의 사실만으로 설명합니다. 클라이언트와 함께 읽을 수 있습니다.
allot-do-confirm = 이 자리로 확인
allot-confirm-title = { $text } → { $name }
allot-confirm-says = 클라이언트의 선택과 의뢰서 초안을 함께 남깁니다. 초안은 보내기 전까지 받는 기관이 보지 못합니다.
allot-confirmed = 자리를 확인하고 의뢰서 초안을 남겼습니다. 보내거나 되돌릴 수 있습니다.
allot-held-title = 이미 의뢰한 욕구
allot-undo = 확인 되돌리기
allot-undone = 확인을 되돌렸습니다. 자리가 다시 비었습니다.

# 비공식 지지체계의 개발과 지지
support-title = 비공식 지지체계를 넓히려면
support-says = 공식 서비스보다 먼저 살핍니다. 이 사례 파일을 볼 수 있는 사람에게만 보입니다. 누구에게 물을지는 클라이언트와 정하십시오.
support-none = 파일과 이 지역의 모임에서 더 물어볼 사람을 찾지 못했습니다.
support-relieve = { $name }: { $load } — 쉬게 하거나, 거들 사람을 더 찾아 주십시오
support-ask-again = 전에 이렇게 풀었음: { $name }
support-known-resource = 알고 있는 자원: { $name }
support-near-person = 가까이 사는 사람: { $name }
support-own-person = 관계망 안의 사람: { $name }
support-near-group = 가까운 모임: { $name }
support-fits = 이 욕구에 맞는 도움을 줌
support-other = 다른 도움을 줌
support-unknown = 어떤 도움을 줄 수 있는지 물어보십시오

# 실무자가 묻는 것: 왜 이곳은 아닌가, 동의가 더 넓다면
why-not-title = 왜 이곳은 아닌가
why-not-says = 이 까닭으로 빠진 서비스를 처음 { $most }개까지 보입니다. 사람이 확인하면 달라질 수 있습니다.
why-not-none = 이 까닭으로 빠진 서비스가 없습니다.
wider-title = 동의가 더 넓다면
wider-says = 클라이언트가 더 많은 곳에 알리기로 한다고 가정해 본 것입니다. 아무것도 기록하지 않으며, 누구에게 알릴지는 클라이언트가 정합니다.
wider-none = 동의를 넓혀도 새로 열리는 서비스가 없습니다. 이미 제안된 서비스도 의뢰하려면 그 기관에 알리는 동의가 필요합니다.
wider-told = 동의가 더 필요한 곳: { $names }
