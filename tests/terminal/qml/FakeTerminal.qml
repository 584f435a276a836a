import QtQml

/* What the screens look at, as a test wants it; notes what was pressed. */
QtObject {
    property string screenName: "attract"
    property bool canGoBack: false
    property bool canCancel: false
    property bool canAskForHelp: screenName !== "help"
    property bool canRetry: false
    property bool isWaiting: false
    property bool pageShown: false
    property string typed
    property string problem
    property string reference
    property string about
    property string passenger
    property string amountText
    property string currencyCode: "USD"
    property string statementText: "ECHEZONA* AIRPEACE"
    property string helpText
    property bool printsReceipts: true
    property string words
    property string slowWords
    property string outOfServiceText
    property var receiptNumber: 0
    property bool warning: false
    property int secondsLeft: 30
    property int extensionsLeft: 10
    property var pressed: []

    signal left

    function note(name) { pressed = pressed.concat([name]) }
    function begin() { note("begin") }
    function find() { note("find") }
    function back() { note("back") }
    function pay() { note("pay") }
    function cancelPayment() { note("cancelPayment") }
    function useAnotherCard() { note("useAnotherCard") }
    function retry() { note("retry") }
    function finish() { note("finish") }
    function openHelp() { note("openHelp") }
    function closeHelp() { note("closeHelp") }
    function touched() { note("touched") }
    function needMoreTime() { note("needMoreTime") }
}
