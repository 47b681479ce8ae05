#include "pages/learn_page.h"

#include "live/two_lanes.h"
#include "parts/card.h"
#include "parts/label.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

// Names of products stay as they are in every language.
struct Part {
  const char *name, *does, *azure, *aws, *elsewhere;
};
constexpr Part parts[] = {
    {QT_TRANSLATE_NOOP("LearnPage", "Order entry"), QT_TRANSLATE_NOOP("LearnPage", "Sends what a person wants as a command and gets a receipt"), "API Management, Functions", "API Gateway, Lambda", "REST or gRPC front"},
    {QT_TRANSLATE_NOOP("LearnPage", "Commands"), QT_TRANSLATE_NOOP("LearnPage", "Decide whether it may happen, at most once for each entry"), "Service Bus, Functions", "SQS, Lambda", "Axon command bus"},
    {QT_TRANSLATE_NOOP("LearnPage", "Log"), QT_TRANSLATE_NOOP("LearnPage", "Keeps every change in order, for good"), "Cosmos DB, Event Hubs", "DynamoDB, Kinesis", "EventStoreDB, Kafka"},
    {QT_TRANSLATE_NOOP("LearnPage", "Feed"), QT_TRANSLATE_NOOP("LearnPage", "Hands changes onward by their number"), "Cosmos DB change feed", "DynamoDB Streams", "Kafka consumer"},
    {QT_TRANSLATE_NOOP("LearnPage", "Views"), QT_TRANSLATE_NOOP("LearnPage", "Fold changes into lists made for one screen"), "Functions, Stream Analytics", "Lambda, EventBridge Pipes", "Axon event processor"},
    {QT_TRANSLATE_NOOP("LearnPage", "Lists"), QT_TRANSLATE_NOOP("LearnPage", "Answer screens quickly; may be a moment late"), "SQL Database, AI Search", "Aurora, OpenSearch", "PostgreSQL, Redis"},
    {QT_TRANSLATE_NOOP("LearnPage", "Freshness chip"), QT_TRANSLATE_NOOP("LearnPage", "Says up to which change a screen is true"), "Session token", "Read consistency", "Causal token"},
    {QT_TRANSLATE_NOOP("LearnPage", "Set aside"), QT_TRANSLATE_NOOP("LearnPage", "Keeps a change a view cannot take, without losing it"), "Dead-letter queue", "SQS dead-letter queue", "Axon dead-letter queue"},
    {QT_TRANSLATE_NOOP("LearnPage", "Live"), QT_TRANSLATE_NOOP("LearnPage", "Shows both lanes at work while you watch"), "Application Insights Live", "CloudWatch", "Grafana"}};

}  // namespace

LearnPage::LearnPage(const Theme& theme, QWidget* parent) : Page(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  auto* drawing = new Card(theme, tr("The pattern"), tr("orders go in on the left, screens read on the right, a log between them"));
  auto* lanes = new TwoLanes(theme);
  LanesFigures figures{tr("what you enter"), {}, tr("no. 1, 2, 3 …"), tr("what you see"), 0, {}};
  for (const QString& title : listTitles()) figures.views << LaneView{title, false, 0};
  lanes->setFigures(figures);
  drawing->body()->setContentsMargins(14, 4, 12, 10);
  drawing->body()->addWidget(lanes);
  drawing->setFixedHeight(222);
  column->addWidget(drawing);
  auto* card = new Card(theme, tr("Part here ↔ cloud service"), tr("the nearest thing by its job, not a copy of it"));
  auto* rows = new RowTableModel({{tr("Part here"), false}, {tr("What it does"), false}, {QStringLiteral("Azure"), false}, {QStringLiteral("AWS"), false}, {tr("Elsewhere"), false}}, this);
  QList<QList<Cell>> all;
  for (const Part& part : parts)
    all << QList<Cell>{{tr(part.name), {}, Tone::Text, true, {}},
                       {tr(part.does), {}, Tone::Text, false, {}},
                       {QString::fromLatin1(part.azure), {}, Tone::Text, false, {}},
                       {QString::fromLatin1(part.aws), {}, Tone::Text, false, {}},
                       {QString::fromLatin1(part.elsewhere), {}, Tone::Text, false, {}}};
  auto* table = new DataTable(theme, tr("Part here and cloud service"));
  table->setObjectName(QStringLiteral("learn"));
  table->setModel(rows);
  rows->setRows(all);
  table->setRowHeight(34);
  table->setWidths({130, 0, 190, 180, 170});
  table->setSelectionMode(QAbstractItemView::NoSelection);
  card->body()->addWidget(table, 1);
  column->addWidget(card, 1);
  column->addWidget(makeProse(theme, tr("The five screens on the pattern, the glossary and the training scenarios come here later."), Type::Data, "muted"));
}

}  // namespace twinlane::ui
