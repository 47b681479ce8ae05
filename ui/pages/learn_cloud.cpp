#include "pages/learn_table.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

struct LearnCloudTexts {
  Q_DECLARE_TR_FUNCTIONS(LearnCloud)
};

enum class Beside { Write, Between, Read, Both };

// Names of products stay as they are in every language.
struct CloudPart {
  Beside lane;
  const char *name, *does, *azure, *aws, *elsewhere, *see;
  PageId page;
};
constexpr CloudPart cloudParts[] = {
    {Beside::Write, QT_TRANSLATE_NOOP("LearnCloud", "Command service"), QT_TRANSLATE_NOOP("LearnCloud", "says yes or no to a wish, in order, once for each id"), "App Service, Container Apps, Functions", "Lambda behind API Gateway, ECS", "Axon command bus", QT_TRANSLATE_NOOP("LearnCloud", "Orders, order entry"), PageId::OrderEntry},
    {Beside::Write, QT_TRANSLATE_NOOP("LearnCloud", "Command queue with a limit"), QT_TRANSLATE_NOOP("LearnCloud", "“too many at once” instead of a pile"), "Service Bus queue, sessions", "SQS FIFO", "RabbitMQ quorum queue", QT_TRANSLATE_NOOP("LearnCloud", "Live, how long it takes"), PageId::Live},
    {Beside::Write, QT_TRANSLATE_NOOP("LearnCloud", "Write rows"), QT_TRANSLATE_NOOP("LearnCloud", "normalized; what decisions are made on"), "Azure SQL, Cosmos DB", "Aurora, DynamoDB", "PostgreSQL", QT_TRANSLATE_NOOP("LearnCloud", "Under the hood, left"), PageId::UnderTheHood},
    {Beside::Between, QT_TRANSLATE_NOOP("LearnCloud", "Log (journal)"), QT_TRANSLATE_NOOP("LearnCloud", "what happened, in one order, for ever"), "Cosmos DB and its change feed, Event Hubs", "DynamoDB and Streams, Kinesis", "KurrentDB, Kafka", QT_TRANSLATE_NOOP("LearnCloud", "Log"), PageId::Log},
    {Beside::Between, QT_TRANSLATE_NOOP("LearnCloud", "Outcome of each command id"), QT_TRANSLATE_NOOP("LearnCloud", "the same answer to the same question"), "Service Bus duplicate detection, for a time", "SQS FIFO deduplication, five minutes", "inbox table", QT_TRANSLATE_NOOP("LearnCloud", "Log, the command of a change"), PageId::Log},
    {Beside::Between, QT_TRANSLATE_NOOP("LearnCloud", "Feed"), QT_TRANSLATE_NOOP("LearnCloud", "hands changes on, by number"), "Change feed processor", "DynamoDB Streams and Lambda", "Kafka consumer group", QT_TRANSLATE_NOOP("LearnCloud", "Live, the log between"), PageId::Live},
    {Beside::Read, QT_TRANSLATE_NOOP("LearnCloud", "View and its place in the log"), QT_TRANSLATE_NOOP("LearnCloud", "folds changes into one list; rows and place in one step"), "Functions on the change feed", "Lambda on a stream", "Marten, Axon processor", QT_TRANSLATE_NOOP("LearnCloud", "Views"), PageId::Views},
    {Beside::Read, QT_TRANSLATE_NOOP("LearnCloud", "Read document"), QT_TRANSLATE_NOOP("LearnCloud", "made for one screen, no joins"), "Cosmos DB container, Azure SQL replica", "DynamoDB table, ElastiCache", "MongoDB", QT_TRANSLATE_NOOP("LearnCloud", "Under the hood, right"), PageId::UnderTheHood},
    {Beside::Read, QT_TRANSLATE_NOOP("LearnCloud", "Search list"), QT_TRANSLATE_NOOP("LearnCloud", "from words to orders"), "Azure AI Search", "OpenSearch Service", "Elasticsearch", QT_TRANSLATE_NOOP("LearnCloud", "Orders, the query field"), PageId::Orders},
    {Beside::Read, QT_TRANSLATE_NOOP("LearnCloud", "Query service"), QT_TRANSLATE_NOOP("LearnCloud", "answers, and says how old the answer is"), "API Management and Functions", "AppSync, API Gateway", "GraphQL server", QT_TRANSLATE_NOOP("LearnCloud", "Orders, the chip at the top"), PageId::Orders},
    {Beside::Both, QT_TRANSLATE_NOOP("LearnCloud", "Set aside"), QT_TRANSLATE_NOOP("LearnCloud", "one order waits, the rest go on"), "Service Bus dead-letter queue", "SQS dead-letter queue", "Kafka dead-letter topic", QT_TRANSLATE_NOOP("LearnCloud", "Views, set aside"), PageId::Views},
    {Beside::Both, QT_TRANSLATE_NOOP("LearnCloud", "Measuring"), QT_TRANSLATE_NOOP("LearnCloud", "how long, how many, how late"), "Azure Monitor, Application Insights", "CloudWatch, X-Ray", "Prometheus, OpenTelemetry", QT_TRANSLATE_NOOP("LearnCloud", "Live"), PageId::Live}};

StateMark markOf(Beside lane) {
  switch (lane) {
    case Beside::Write: return {MarkShape::Square, Tone::Write};
    case Beside::Between: return {MarkShape::Diamond, Tone::Muted};
    case Beside::Read: return {MarkShape::Dot, Tone::Read};
    case Beside::Both: return {MarkShape::Ring, Tone::Muted};
  }
  return {};
}

}  // namespace

LearnTable* makeCloudTable(const Theme& theme) {
  QList<LearnRow> rows;
  for (const CloudPart& part : cloudParts)
    rows << LearnRow{{{LearnCloudTexts::tr(part.name), markOf(part.lane), Tone::Text, true, {}},
                      {LearnCloudTexts::tr(part.does), {}, Tone::Text, false, {}},
                      {QString::fromLatin1(part.azure), {}, Tone::Text, false, {}},
                      {QString::fromLatin1(part.aws), {}, Tone::Text, false, {}},
                      {QString::fromLatin1(part.elsewhere), {}, Tone::Muted, false, {}},
                      {LearnCloudTexts::tr(part.see), {}, Tone::Accent, false, {}}},
                     part.page};
  const auto wrapped = [](const QString& title) { return Column{.title = title, .wraps = true}; };
  return new LearnTable(theme, QStringLiteral("learn"), LearnCloudTexts::tr("Part here ↔ cloud service"), LearnCloudTexts::tr("alike in purpose, not in guarantees: open a part to see what differs"), LearnCloudTexts::tr("Find a part or a service"),
                        {wrapped(LearnCloudTexts::tr("Part here")), wrapped(LearnCloudTexts::tr("What it does")), wrapped(QStringLiteral("Azure")), wrapped(QStringLiteral("AWS")), wrapped(LearnCloudTexts::tr("Elsewhere")), wrapped(LearnCloudTexts::tr("See it here"))},
                        {190, 0, 190, 170, 136, 160}, std::move(rows));
}

}  // namespace twinlane::ui
