# Bugs that the simulation has to find: each a program of its own, in which one source file has one mistake. Nothing in
# app/ knows of them.

# tillwright_planted_bug(NAME key_regenerated FILE app/checkout/x.cpp REPLACE "text" WITH "other text")
# The object with the mistake comes before the static libraries, whose own object for the same symbols is then never
# taken.
function(tillwright_planted_bug)
    cmake_parse_arguments(PARSE_ARGV 0 BUG "" "NAME;FILE;REPLACE;WITH" "")
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/planted/${BUG_NAME})
    get_filename_component(fileName ${BUG_FILE} NAME)
    set(name ${BUG_NAME})
    set(replace "${BUG_REPLACE}")
    set(with "${BUG_WITH}")
    file(CONFIGURE OUTPUT ${folder}/recipe.cmake @ONLY CONTENT
         "set(name @name@)\nset(replace [==[@replace@]==])\nset(with [==[@with@]==])\n")
    add_custom_command(OUTPUT ${folder}/${fileName}
        COMMAND ${CMAKE_COMMAND} -D recipe=${folder}/recipe.cmake -D from=${CMAKE_SOURCE_DIR}/${BUG_FILE}
                -D to=${folder}/${fileName} -P ${CMAKE_CURRENT_SOURCE_DIR}/plant.cmake
        DEPENDS ${folder}/recipe.cmake ${CMAKE_SOURCE_DIR}/${BUG_FILE} ${CMAKE_CURRENT_SOURCE_DIR}/plant.cmake
        VERBATIM)
    set(target simulation_with_${BUG_NAME})
    add_executable(${target} $<TARGET_OBJECTS:tillwright_simulation_main> ${folder}/${fileName})
    target_link_libraries(${target} PRIVATE tillwright_options tillwright_simulation spdlog::spdlog CLI11::CLI11)
    tillwright_precompile(${target})
    # One more of GCC 12's false alarms (tillwright_precompile).
    target_compile_options(${target} PRIVATE "$<$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>:-Wno-stringop-overread>")
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME simulation.finds.${BUG_NAME} COMMAND ${target} --must-fail --seeds 20000)
    set_tests_properties(simulation.finds.${BUG_NAME} PROPERTIES LABELS simulation TIMEOUT 600)
endfunction()

tillwright_planted_bug(NAME key_regenerated FILE app/checkout/checkout_session.cpp
    REPLACE [[    const auto attempt = *attemptOf(m_state);
    m_listener.timeline("backend:create");]]
    WITH [[    auto attempt = *attemptOf(m_state);
    attempt.idempotencyKey = m_ports.random.uuid();
    m_listener.timeline("backend:create");]])

tillwright_planted_bug(NAME receipt_on_the_pages_word FILE app/checkout/rules_after_pay.cpp
    REPLACE [[    if (std::holds_alternative<contract::page::Confirmed>(message))
        return verify(from.attempt, ids, state::Evidence::Confirmed, std::nullopt);]]
    WITH [[    if (std::holds_alternative<contract::page::Confirmed>(message))
        return becomePaid(from.attempt, ids, std::nullopt, 0);]])

tillwright_planted_bug(NAME journal_after_the_request FILE app/checkout/rules_before_payment.cpp
    REPLACE [[{effect::WriteJournal{Phase::Creating, std::nullopt, {}, false, {}}, effect::RequestCheckout{}}]]
    WITH [[{effect::RequestCheckout{}, effect::WriteJournal{Phase::Creating, std::nullopt, {}, false, {}}}]])

tillwright_planted_bug(NAME confirming_not_kept FILE app/checkout/rules_before_payment.cpp
    REPLACE [[{effect::WriteJournal{Phase::Confirming, idsOf(from.checkout), {}, false, {}},]]
    WITH [[{]])

tillwright_planted_bug(NAME paid_overwritten FILE app/domain/order.cpp
    REPLACE [[status = join(status, event.status);]]
    WITH [[status = event.amount == amount ? event.status : join(status, event.status);]])

tillwright_planted_bug(NAME webhook_acknowledged_though_not_kept FILE app/backend/webhooks/webhook_intake.cpp
    REPLACE [[    const auto result = inbox ? resultOf(*inbox) : WebhookResult::NotStored;]]
    WITH [[    const auto result = inbox ? resultOf(*inbox) : WebhookResult::Applied;]])

tillwright_planted_bug(NAME webhook_replay_taken_as_new FILE app/backend/store/store_engine_webhooks.cpp
    REPLACE [[        return InboxResult{true, inboxStateOf(known.rows.front().text(0)),]]
    WITH [[        return InboxResult{false, inboxStateOf(known.rows.front().text(0)),]])

tillwright_planted_bug(NAME webhook_signature_unchecked FILE app/backend/webhooks/webhook_intake.cpp
    REPLACE [[    if (!verified) {]]
    WITH [[    if (!verified && signatureHeader.empty()) {]])

tillwright_planted_bug(NAME webhook_time_unchecked FILE app/contract/webhook_signature.cpp
    REPLACE [[    if (distanceS > signatureToleranceS)]]
    WITH [[    if (distanceS < 0)]])

tillwright_planted_bug(NAME amount_unchecked FILE app/domain/order.cpp
    REPLACE [[    if (event.amount != amount)
        attention.insert(Attention::AmountMismatch);
    if (event.reference != reference.text())
        attention.insert(Attention::ReferenceMismatch);
    if (event.amount == amount && event.reference == reference.text()) {]]
    WITH [[    if (event.reference == reference.text()) {]])

tillwright_planted_bug(NAME intent_amount_unchecked FILE app/checkout/rules_before_payment.cpp
    REPLACE [[    if (seen.amountMinor != amount.minor || seen.currency != amount.currency.code()) {]]
    WITH [[    if (seen.currency != amount.currency.code()) {]])

tillwright_planted_bug(NAME earlier_attempts_message_taken FILE app/checkout/transition.cpp
    REPLACE [[        if (!transaction.empty() && transaction != cliveTxIdOf(state))]]
    WITH [[        if (transaction.empty() && !cliveTxIdOf(state).empty())]])

tillwright_planted_bug(NAME new_attempt_while_unresolved FILE app/checkout/checkout_desk.cpp
    REPLACE [[    if (d->isUnresolvedInBackground(sale.reference))]]
    WITH [[    if (false && d->isUnresolvedInBackground(sale.reference))]])

tillwright_planted_bug(NAME busy_reference_charged FILE app/backend/store/store_engine_keys.cpp
    REPLACE [[        (walkedAway ? state.abandonedOrders : state.busyOrders).push_back(row.text(0));]]
    WITH [[        (walkedAway || !status.isPaid() ? state.abandonedOrders : state.busyOrders).push_back(row.text(0));]])

tillwright_planted_bug(NAME late_payment_not_told FILE app/domain/order.cpp
    REPLACE [[    if (abandoned && status.isPaid())
        attention.insert(Attention::PaidAfterAbandoned);]]
    WITH [[]])

tillwright_planted_bug(NAME recovery_skips_confirming FILE app/checkout/rules_before_payment.cpp
    REPLACE [[    case Phase::Confirming:
    case Phase::Verifying: {]]
    WITH [[    case Phase::Confirming:
        break;
    case Phase::Verifying: {]])

tillwright_planted_bug(NAME abandoned_never_checked FILE app/backend/store/store_engine_orders.cpp
    REPLACE [[FROM orders WHERE next_check_at_ms IS NOT NULL "]]
    WITH [[FROM orders WHERE next_check_at_ms IS NOT NULL AND abandoned = 0 "]])

tillwright_planted_bug(NAME page_not_cleared FILE app/checkout/transition_rules.cpp
    REPLACE [[            {effect::StopTimers{}, effect::WriteJournal{Phase::Paid, ids, {}, false, feesMinor},
             effect::ResetPage{}}};]]
    WITH [[            {effect::StopTimers{}, effect::WriteJournal{Phase::Paid, ids, {}, false, feesMinor}}};]])

tillwright_planted_bug(NAME secret_on_disk FILE app/backend/checkouts/checkout_creation.cpp
    REPLACE [[            store::SealedSecret{m_secretBox.seal(answer.clientSecret, answer.cliveTxId),]]
    WITH [[            store::SealedSecret{answer.clientSecret.reveal(),]])

tillwright_planted_bug(NAME phone_holds_nothing_up FILE app/backend/store/store_engine_orders.cpp
    REPLACE [[    if ((*found)->phoneUntilMs > nowMs)
        return found;
]]
    WITH [[]])

tillwright_planted_bug(NAME being_paid_taken_for_abandoned FILE app/checkout/rules_after_pay.cpp
    REPLACE [[        auto next = verify(from.attempt, from.ids, state::Evidence::None, std::nullopt);
        std::get<state::Verifying>(next.state).mayResume = from.mayResume;
        return next;]]
    WITH [[        return becomeNotPaid(from.attempt, from.ids, from.reason, from.detail);]])

tillwright_planted_bug(NAME cancel_offered_while_phone_confirms FILE app/checkout/state.cpp
    REPLACE [[std::holds_alternative<state::AwaitingPayment>(state) && !isPhoneConfirming(state);]]
    WITH [[std::holds_alternative<state::AwaitingPayment>(state);]])
