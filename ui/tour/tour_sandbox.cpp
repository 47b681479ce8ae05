#include "tour/tour_sandbox.h"

#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "engine/engine.h"
#include "training/demo_shop.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <unordered_set>

namespace twinlane::ui {

namespace {

constexpr std::uint64_t sandboxSeed = 11;
constexpr int startMs = 5'000, readMs = 100, endMs = 5'000, loadMs = 1'500, listsMs = 30'000;
constexpr std::size_t inFlight = 64, leastConfirmed = 500;
constexpr std::size_t eventsAtOnce = 1'000;
constexpr int rowsLookedAt = 200, mostTries = 20;
constexpr const char* victim = "order_list";
constexpr const char* tourActor = "demo tour";

using CommandIds = std::unordered_set<base::CommandId>;

QByteArray lineOf(const command::Envelope& envelope) {
  domain::Node node = domain::toNode(envelope.command);
  node.fields.emplace_back("command_id", domain::Node::ofText(envelope.id.toText()));
  return QByteArray::fromStdString(domain::toJson(node)) + '\n';
}

// Whole lines only: what was cut by the end of the program confirms nothing.
std::size_t takeAnswers(QProcess& child, CommandIds& confirmed) {
  std::size_t answers = 0;
  for (; child.canReadLine(); ++answers) {
    const QJsonObject answer = QJsonDocument::fromJson(child.readLine()).object();
    if (answer.value(QStringLiteral("outcome")).toString() != QLatin1String("accepted")) continue;
    if (const auto id = base::CommandId::fromText(answer.value(QStringLiteral("command_id")).toString().toStdString())) confirmed.insert(*id);
  }
  return answers;
}

base::Result<std::unique_ptr<engine::Engine>> openAt(const std::string& folder) {
  engine::Options options;
  options.dataFolder = folder;
  options.create = false;
  return engine::Engine::open(options);
}

base::Result<std::int64_t> foundInLog(engine::Engine& engine, CommandIds sought) {
  auto reader = engine.openReader();
  if (!reader) return tl::unexpected(reader.error());
  const std::size_t all = sought.size();
  for (store::Position after = 0;;) {
    const auto page = (*reader)->events(after, eventsAtOnce);
    if (!page) return tl::unexpected(page.error());
    for (const auto& event : page->events) sought.erase(event.command);
    if (page->events.size() < eventsAtOnce) return static_cast<std::int64_t>(all - sought.size());
    after = page->events.back().position;
  }
}

base::Result<std::vector<query::OrderSummary>> rowsOf(engine::Engine& engine) {
  auto reader = engine.openReader();
  if (!reader) return tl::unexpected(reader.error());
  query::OrderQuery query;
  query.limit = rowsLookedAt;
  auto page = (*reader)->orders(query);
  if (!page) return tl::unexpected(page.error());
  return std::move(page->orders);
}

// Of a letter whose neighbour is one too, so that the name stays readable.
qsizetype letterToFlip(const QByteArray& name) {
  for (qsizetype i = 1; i < name.size(); ++i)
    if (name[i] > 'a' && name[i] < 'z') return i;
  return -1;
}

base::Status flipAt(const QString& path, qint64 at) {
  QFile file(path);
  char byte = 0;
  if (file.open(QIODevice::ReadWrite) && file.seek(at) && file.getChar(&byte) && file.seek(at) && file.putChar(static_cast<char>(byte ^ 1))) return {};
  return base::fail(base::ErrorCode::Io, "the list's copy could not be changed", path.toStdString());
}

}  // namespace

TourSandbox::TourSandbox(QString program) : m_program(std::move(program)) {}

std::string TourSandbox::folder() const { return m_place.filePath(QStringLiteral("killed")).toStdString(); }

base::Result<KilledShop> TourSandbox::kill() {
  if (!QFile::exists(m_program)) return base::fail(base::ErrorCode::Missing, "the program that takes commands in is not there", m_program.toStdString(), "install Twinlane whole");
  QProcess child;
  child.setStandardErrorFile(QProcess::nullDevice());
  child.start(m_program, {QStringLiteral("--data"), QString::fromStdString(folder()), QStringLiteral("submit")});
  if (!child.waitForStarted(startMs)) return base::fail(base::ErrorCode::Missing, child.errorString().toStdString(), m_program.toStdString());
  training::DemoShop shop(sandboxSeed);
  CommandIds confirmed;
  QElapsedTimer since;
  since.start();
  for (std::size_t given = 0, answered = 0; since.elapsed() < loadMs || confirmed.size() < leastConfirmed;) {
    for (; given - answered < inFlight; ++given) child.write(lineOf(shop.next()));
    child.waitForReadyRead(readMs);
    answered += takeAnswers(child, confirmed);
    if (m_isCancelled) break;
    if (child.state() == QProcess::NotRunning) return base::fail(base::ErrorCode::Io, "the program ended before it was killed", m_program.toStdString());
  }
  child.kill();
  child.waitForFinished(endMs);
  takeAnswers(child, confirmed);
  if (m_isCancelled) return base::fail(base::ErrorCode::Stopped, "taken back");
  auto engine = openAt(folder());
  if (!engine) return tl::unexpected(engine.error());
  const auto found = foundInLog(**engine, confirmed);
  if (!found) return tl::unexpected(found.error());
  if (!(*engine)->waitForProjections((*engine)->head().position, listsMs)) return base::fail(base::ErrorCode::Stopped, "the lists have not taken everything in");
  return KilledShop{static_cast<std::int64_t>(confirmed.size()), *found};
}

base::Result<FlippedByte> TourSandbox::flip() {
  auto engine = openAt(folder());
  if (!engine) return tl::unexpected(engine.error());
  const auto before = rowsOf(**engine);
  if (!before) return tl::unexpected(before.error());
  const auto named = std::find_if(before->begin(), before->end(), [](const query::OrderSummary& row) { return letterToFlip(QByteArray::fromStdString(row.customerName)) > 0 && !row.country.empty(); });
  if (named == before->end()) return base::fail(base::ErrorCode::NotFound, "no order names its customer");
  engine->reset();

  const QString path = QString::fromStdString(folder()) + QStringLiteral("/views/order_list-1.sqlite");
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return base::fail(base::ErrorCode::Io, "the list's copy cannot be read", path.toStdString());
  const QByteArray bytes = file.readAll();
  file.close();
  // As the two columns lie side by side in a row.
  const QByteArray name = QByteArray::fromStdString(named->customerName), sought = name + QByteArray::fromStdString(named->country);
  FlippedByte flipped;
  int tries = 0;
  // Pages hold remains of rows as they were once; those nobody reads.
  for (qsizetype at = bytes.indexOf(sought); at >= 0 && flipped.order.empty() && tries < mostTries; at = bytes.indexOf(sought, at + 1), ++tries) {
    if (m_isCancelled) return base::fail(base::ErrorCode::Stopped, "taken back");
    const qint64 letter = at + letterToFlip(name);
    if (const auto done = flipAt(path, letter); !done) return tl::unexpected(done.error());
    engine = openAt(folder());
    if (!engine) return tl::unexpected(engine.error());
    const auto now = rowsOf(**engine);
    if (!now) return tl::unexpected(now.error());
    for (std::size_t i = 0; i < now->size() && i < before->size(); ++i)
      if ((*now)[i].customerName != (*before)[i].customerName) flipped = {(*now)[i].order, (*before)[i].customerName, (*now)[i].customerName, {}, {}, false};
    if (!flipped.order.empty()) break;
    engine->reset();
    if (const auto back = flipAt(path, letter); !back) return tl::unexpected(back.error());
  }
  if (flipped.order.empty()) return base::fail(base::ErrorCode::NotFound, "no byte of a row was found in the list's copy", path.toStdString());

  const auto report = (*engine)->verify();
  if (!report) return tl::unexpected(report.error());
  if (report->ok()) return base::fail(base::ErrorCode::Damaged, "the check found nothing");
  flipped.foundIn = report->firstDifference()->what;
  flipped.because = report->firstDifference()->events;
  if (const auto begun = (*engine)->beginRebuild(victim, tourActor, false); !begun) return tl::unexpected(begun.error());
  auto made = (*engine)->awaitRebuild(victim, [this](const auto&) { return !m_isCancelled.load(); });
  // It differs from the one in use, as it should: that is what it is made for.
  if (made && !made->isUsed) made = (*engine)->acceptRebuild(victim);
  if (!made) return tl::unexpected(made.error());
  const auto again = (*engine)->verify();
  if (!again) return tl::unexpected(again.error());
  flipped.isEqualAgain = again->ok() && made->isUsed;
  return flipped;
}

}  // namespace twinlane::ui
