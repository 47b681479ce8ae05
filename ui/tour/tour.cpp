#include "tour/tour.h"

#include "bridge/practice_load.h"
#include "frame/shop_frame.h"
#include "live/live_page.h"
#include "orders/example_order.h"
#include "orders/orders_page.h"
#include "words/counts.h"
#include "words/formats.h"

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int lookEveryMs = 100, patienceMs = 30'000;
constexpr std::array<int, Tour::Steps> lasts = {6, 8, 13, 6, 10, 7, 7, 0};  // seconds; the last until somebody chooses
constexpr int typesAfter = 5;      // seconds of the paused list, for the changes that wait to be seen climbing
constexpr int fewPieces = 6, morePieces = 9;
constexpr int ratesOverMs = 2'000;
constexpr const char* pausedList = "order_list";
constexpr const char* measured = "PlaceOrder";

// Of a total over the last seconds; 0 while there are no two samples.
std::int64_t perSecond(const std::vector<telemetry::Sample>& samples, std::int64_t telemetry::Sample::*total) {
  if (samples.empty()) return 0;
  const telemetry::Sample& last = samples.back();
  for (auto before = samples.rbegin(); before != samples.rend(); ++before) {
    const std::int64_t micros = last.at.microsSince(before->at);
    if (micros >= ratesOverMs * 1000) return std::llround(static_cast<double>(last.*total - (*before).*total) * 1e6 / static_cast<double>(micros));
  }
  return 0;
}

std::int64_t writeMicros(const telemetry::Snapshot& snapshot) {
  for (const auto& latency : snapshot.latencies)
    if (latency.command && latency.name == measured) return latency.p50Micros;
  return 0;
}

const projection::Status* statusOf(const LiveState& state, const char* list) {
  const auto found = std::find_if(state.lists.begin(), state.lists.end(), [list](const projection::Status& each) { return each.name == list; });
  return found == state.lists.end() ? nullptr : &*found;
}

}  // namespace

Tour::Tour(ShopFrame& frame, QString program)
    : QObject(&frame),
      m_frame(frame),
      m_sandbox(std::make_shared<TourSandbox>(std::move(program))),
      m_beats{{{tr("Two lanes"), tr("Orders go in on the left. Screens read on the right. A log between them.")},
               {tr("An order"), tr("An order is typed and sent.")},
               {tr("A list falls behind"), tr("The order list is paused. Its changes wait in the log.")},
               {tr("It catches up"), tr("The order list goes on.")},
               {tr("More reading"), tr("Screens read twenty times as much, by four readers in place of one.")},
               {tr("Pulling the plug"), tr("Another program takes orders into a folder of its own and is killed in the middle of it.")},
               {tr("A damaged copy"), tr("One byte of that shop's order list is changed behind its back.")},
               {tr("Your turn"), tr("Everything you saw you can do yourself.")}}} {
  m_timer.setInterval(lookEveryMs);
  connect(&m_timer, &QTimer::timeout, this, &Tour::look);
  connect(&m_frame.orders().entry(), &OrderEntry::placed, this, [this](const QString& order) {
    if (m_isTyped) m_placed = order;
  });
}

Tour::~Tour() {
  m_sandbox->cancel();
  backToRest();
}

void Tour::start() {
  m_frame.live().levers().setReaders(1);
  begin(0);
  m_timer.start();
}

void Tour::setHeld(bool isHeld) {
  m_isHeld = isHeld;
  m_since.restart();
  emit changed();
}

void Tour::begin(std::size_t step) {
  m_step = step;
  m_played = 0;
  m_since.restart();
  m_isTyped = false;
  m_placed.clear();
  m_beats[step].fate = Fate::Playing;
  beginStep();
  emit changed();
}

void Tour::look() {
  const qint64 passed = m_since.restart();
  if (m_isHeld || m_step == YourTurn) return;
  m_played += passed;
  Beat& beat = m_beats[m_step];
  if (beat.fate == Fate::Playing) {
    lookAtStep();
    if (beat.fate == Fate::Playing && m_played > patienceMs + lasts[m_step] * 1000) fail(tr("it took more than %1").arg(formatAge(m_played)));
  }
  if (beat.fate != Fate::Playing && has(lasts[m_step])) begin(m_step + 1);
}

// Of this beat so many seconds are over.
bool Tour::has(int seconds) const { return static_cast<double>(m_played) >= seconds * 1000 * m_pace; }

void Tour::beginStep() {
  EngineBridge& bridge = m_frame.session().bridge();
  switch (m_step) {
    case TwoLanes: return m_frame.go(PageId::Live);
    case AnOrder: return typeOrder(fewPieces);
    case Paused:
      m_frame.go(PageId::Live);
      m_isPaused = true;
      return bridge.pause(pausedList, tr("demo tour").toStdString());
    case CaughtUp: return beginCatchUp();
    case Reading: return beginReading();
    case Killed: return runSandbox();
    case Flipped:
      m_frame.go(PageId::Views);
      return bridge.fetch<base::Result<FlippedByte>>(EngineBridge::Length::Long, [sandbox = m_sandbox] { return sandbox->flip(); }, this,
                                                     [this](const base::Result<FlippedByte>& flipped) { showFlipped(flipped); });
    default:
      m_frame.go(PageId::Today);
      return tell(m_beats[m_step].caption, {});
  }
}

void Tour::lookAtStep() {
  switch (m_step) {
    case TwoLanes: return lookAtLanes();
    case AnOrder: return lookAtOrder();
    case Paused: return lookAtPaused();
    case Reading: return lookAtReading();
    default: return;  // told when it is answered
  }
}

void Tour::tell(const QString& caption, const QMap<QString, std::int64_t>& figures) {
  Beat& beat = m_beats[m_step];
  beat.caption = caption;
  beat.figures = figures;
  beat.fate = Fate::Told;
  emit changed();
  emit told(m_step);
}

void Tour::fail(const QString& why) {
  m_beats[m_step].caption = tr("This did not work: %1.").arg(why);
  m_beats[m_step].fate = Fate::Failed;
  emit changed();
}

void Tour::lookAtLanes() {
  const std::int64_t stored = perSecond(m_frame.session().feed().samples(), &telemetry::Sample::stored);
  if (stored > 0) tell(tr("Orders go in on the left. Screens read on the right. A log between them: %1 a second.").arg(counted(Counted::Changes, stored)), {{QStringLiteral("stored_per_second"), stored}});
}

void Tour::typeOrder(int pieces) {
  m_frame.newOrder();
  OrderDraft draft = exampleOrder();
  draft.lines.front().quantity = QString::number(pieces);
  m_frame.orders().entry().fill(draft);
  m_isTyped = true;
}

void Tour::lookAtOrder() {
  OrderEntry& entry = m_frame.orders().entry();
  // One that is like another is placed when it is placed once more.
  if (m_placed.isEmpty()) return entry.place(false);
  for (const OwnOrder& own : m_frame.session().own().all()) {
    if (own.order != m_placed || !own.inListMicros) continue;
    const std::int64_t later = *own.inListMicros - own.storedMicros;
    return tell(tr("Stored in %1. In the list %2 later.").arg(formatMicros(own.storedMicros), formatMicros(later)), {{QStringLiteral("stored_us"), own.storedMicros}, {QStringLiteral("in_list_later_us"), later}});
  }
}

void Tour::lookAtPaused() {
  if (!has(typesAfter)) return;
  if (!m_isTyped) return typeOrder(morePieces);
  if (m_placed.isEmpty()) return m_frame.orders().entry().place(false);
  const projection::Status* list = statusOf(m_frame.session().feed().state(), pausedList);
  // The headline takes its time, so that it does not flicker.
  if (!list || list->state != projection::State::Paused || list->lagEvents == 0 || m_frame.headline().severity != Severity::Attention) return;
  for (const OwnOrder& own : m_frame.session().own().all())
    if (own.order == m_placed)
      return tell(tr("The list is behind. The order is safe: stored in %1. Do not enter it twice.").arg(formatMicros(own.storedMicros)), {{QStringLiteral("stored_us"), own.storedMicros}, {QStringLiteral("behind"), list->lagEvents}});
}

void Tour::beginCatchUp() {
  m_frame.go(PageId::Live);
  ShopSession& session = m_frame.session();
  const projection::Status* list = statusOf(session.feed().state(), pausedList);
  const store::Position head = session.engine().head().position;
  const std::int64_t behind = list ? head - list->position : 0;
  m_isPaused = false;
  const base::SteadyTime since = session.engine().clock().steady();
  session.bridge().resume(pausedList);
  session.bridge().awaitVisible(head, since, this, [this, behind](std::int64_t micros) {
    if (m_step == CaughtUp) tell(tr("%1 caught up in %2.").arg(counted(Counted::Changes, behind), formatMicros(micros)), {{QStringLiteral("changes"), behind}, {QStringLiteral("caught_up_us"), micros}});
  });
}

void Tour::beginReading() {
  ShopSession& session = m_frame.session();
  m_readsBefore = perSecond(session.feed().samples(), &telemetry::Sample::reads);
  m_writeBefore = writeMicros(*session.feed().state().telemetry);
  m_frame.live().levers().setReaders(4);
  m_frame.live().levers().setReads(20);
}

void Tour::lookAtReading() {
  // Latencies are those of the last ten seconds.
  if (!has(lasts[Reading])) return;
  ShopSession& session = m_frame.session();
  const std::int64_t reads = perSecond(session.feed().samples(), &telemetry::Sample::reads);
  const std::int64_t write = writeMicros(*session.feed().state().telemetry);
  if (m_readsBefore <= 0 || reads <= 0 || write <= 0) return fail(tr("nothing was read or written"));
  const std::int64_t times = std::llround(static_cast<double>(reads) / static_cast<double>(m_readsBefore));
  tell(tr("%1 × the reading: %2 a second. Writing an order: %3 → %4.").arg(formatCount(times), formatCount(reads), formatMicros(m_writeBefore), formatMicros(write)),
       {{QStringLiteral("reads_before"), m_readsBefore}, {QStringLiteral("reads_after"), reads}, {QStringLiteral("times"), times}, {QStringLiteral("write_before_us"), m_writeBefore}, {QStringLiteral("write_after_us"), write}});
}

void Tour::runSandbox() {
  m_frame.live().levers().backToRest();
  m_frame.session().bridge().fetch<base::Result<KilledShop>>(EngineBridge::Length::Long, [sandbox = m_sandbox] { return sandbox->kill(); }, this,
                                                            [this](const base::Result<KilledShop>& killed) { showKilled(killed); });
}

void Tour::showKilled(const base::Result<KilledShop>& killed) {
  if (m_step != Killed) return;
  if (!killed) return fail(QString::fromStdString(killed.error().what));
  const QMap<QString, std::int64_t> figures{{QStringLiteral("confirmed"), killed->confirmed}, {QStringLiteral("found"), killed->found}};
  m_beats[m_step].figures = figures;
  if (killed->confirmed != killed->found) return fail(tr("%1 confirmed, %2 found").arg(formatCount(killed->confirmed), formatCount(killed->found)));
  tell(tr("Killed. %1 confirmed, %2 found.").arg(formatCount(killed->confirmed), formatCount(killed->found)), figures);
}

void Tour::showFlipped(const base::Result<FlippedByte>& flipped) {
  if (m_step != Flipped) return;
  if (!flipped) return fail(QString::fromStdString(flipped.error().what));
  if (!flipped->isEqualAgain) return fail(tr("the list differs from its events still"));
  QStringList because;
  QMap<QString, std::int64_t> figures;
  for (const std::int64_t position : flipped->because) {
    because << formatCount(position);
    figures.insert(QStringLiteral("log_no_%1").arg(because.size()), position);
  }
  tell(tr("Order %1 said “%2”. The check found it: log no. %3 made it “%4”. The list was made anew and equals the log.")
           .arg(QString::fromStdString(flipped->order), QString::fromStdString(flipped->inList), because.join(QStringLiteral(", ")), QString::fromStdString(flipped->inLog)),
       figures);
}

void Tour::backToRest() {
  m_frame.live().levers().backToRest();
  // The lever knows of a pause only once the page was shown.
  if (m_isPaused) m_frame.session().bridge().resume(pausedList);
  m_isPaused = false;
}

}  // namespace twinlane::ui
