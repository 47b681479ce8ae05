#include "views/views_page.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "parts/short_label.h"
#include "views/aside_card.h"
#include "views/compare_card.h"
#include "views/proof_card.h"
#include "views/view_rows.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QActionGroup>
#include <QMenu>

namespace twinlane::ui {

namespace {

constexpr int secondsShown = 60, samplesASecond = 10;
// From here on the certificate has room under what is set aside; in a lower window the one that matters is shown.
constexpr int roomForBoth = 700;
constexpr int rightWidth = 440;

}  // namespace

ViewsPage::ViewsPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_views(new Card(theme, tr("Views"), tr("each follows the log at its own pace"))),
      m_table(new DataTable(theme, tr("Views"))),
      m_rows(new RowTableModel(viewColumns(), this)),
      m_message(new ShortLabel(theme, Type::Label, "muted")),
      m_toggle(makeButton(theme, tr("Pause"), nullptr, "pause")),
      m_checkAll(makeButton(theme, tr("Check all against the log"), nullptr, "check")),
      m_repair(makeButton(theme, tr("Repair"))),
      m_compare(new CompareCard(theme, session)),
      m_aside(new AsideCard(theme, session)),
      m_proof(new ProofCard(theme, session)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  buildTable();
  column->addWidget(m_views);
  auto* below = new QHBoxLayout;
  below->setSpacing(10);
  below->addWidget(m_compare, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(10);
  for (Card* card : {static_cast<Card*>(m_aside), static_cast<Card*>(m_proof)}) {
    card->setFixedWidth(px(rightWidth));
    right->addWidget(card, 1);
  }
  below->addLayout(right);
  column->addLayout(below, 1);
  for (QPushButton* button : {m_toggle, m_repair}) button->setEnabled(false);  // until there is a list
  connect(m_toggle, &QPushButton::clicked, this, &ViewsPage::toggle);
  connect(m_checkAll, &QPushButton::clicked, this, [this] { m_session.bridge().report(m_session.engine().proveSoon({})); });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ViewsPage::showChosen);
  connect(&session.bridge(), &EngineBridge::failed, this, [this](const QString& text) {
    setTone(m_message, "bad");
    m_message->setWhole(text);
  });
}

void ViewsPage::buildTable() {
  m_table->setObjectName(QStringLiteral("views"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(27);
  m_table->setWidths(viewWidths());
  m_table->setGrowing(true);
  auto* menu = new QMenu(m_repair);
  m_anew = menu->addAction(QString(), this, [this] { m_compare->begin(false); });
  m_back = menu->addAction(QString(), this, [this] { m_compare->goBack(); });
  menu->addSeparator();
  auto* either = new QActionGroup(menu);
  const auto addPolicy = [&](const QString& text, projection::WhenPoisoned when) {
    QAction* action = menu->addAction(text, this, [this, when] {
      if (const projection::Status* list = chosen())
        m_session.bridge().inBackground([&bridge = m_session.bridge(), name = list->name, when] { bridge.report(bridge.engine().setWhenPoisoned(name, when)); }, this, {});
    });
    action->setCheckable(true);
    either->addAction(action);
    return action;
  };
  m_park = addPolicy(tr("At a change it cannot read: set its order aside"), projection::WhenPoisoned::Park);
  m_pauseAtPoison = addPolicy(tr("At a change it cannot read: pause the list"), projection::WhenPoisoned::Pause);
  m_repair->setProperty("menu", true);
  m_repair->setMenu(menu);
  m_toggle->setObjectName(QStringLiteral("toggleView"));
  m_checkAll->setObjectName(QStringLiteral("checkAll"));
  for (QPushButton* button : {m_toggle, m_checkAll, m_repair}) m_views->corner()->addWidget(button);
  m_views->body()->addWidget(m_table);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 4, 12, 6);
  m_message->setWhole(tr("A paused view waits: its changes stay in the log and nothing is lost."));
  foot->addWidget(m_message, 1);
  m_views->body()->addLayout(foot);
}

void ViewsPage::beat(int slot) {
  if (slot != 0) return;
  m_lists = m_session.feed().state().lists;
  show();
}

const projection::Status* ViewsPage::chosen() const {
  const auto at = static_cast<std::size_t>(std::max(0, m_table->currentIndex().row()));
  return at < m_lists.size() ? &m_lists[at] : nullptr;
}

void ViewsPage::choose(const std::string& list) {
  for (std::size_t i = 0; i < m_lists.size(); ++i)
    if (m_lists[i].name == list) m_table->selectRow(static_cast<int>(i));
}

QList<double> ViewsPage::behindOf(std::size_t list) const {
  const std::vector<telemetry::Sample>& samples = m_session.feed().samples();
  QList<double> behind;
  // Always the same samples of each second, so that the line does not shimmer.
  for (const telemetry::Sample& sample : samples) {
    if (sample.index % samplesASecond != 0 || sample.index + secondsShown * samplesASecond < samples.back().index) continue;
    for (const telemetry::ViewSample& view : sample.views)
      if (view.name == m_lists[list].name) behind << static_cast<double>(view.behindMs);
  }
  return behind;
}

void ViewsPage::show() {
  showLists();
  showChosen();
  fit();
}

void ViewsPage::showLists() {
  const LiveState& state = m_session.feed().state();
  QList<QList<Cell>> rows;
  for (std::size_t i = 0; i < m_lists.size(); ++i) rows << viewRow(m_lists[i], behindOf(i), m_session.time(), state.now);
  const bool grown = rows.size() != m_rows->rowCount();
  m_rows->setRows(rows);
  m_views->setSubtitle(tr("lists made from the log: %1 · the log ends at no. %2").arg(formatCount(static_cast<std::int64_t>(m_lists.size())), formatCount(state.head)));
  if (!grown) return;
  m_table->updateGeometry();
  m_table->selectRow(0);
}

void ViewsPage::showChosen() {
  const projection::Status* list = chosen();
  if (list == nullptr) return;
  for (QPushButton* button : {m_toggle, m_repair}) button->setEnabled(true);
  const QString title = listTitle(list->name);
  const QString text = list->state == projection::State::Paused ? tr("Resume %1").arg(title) : tr("Pause %1").arg(title);
  if (m_toggle->text() != text) {
    m_toggle->setText(text);
    m_toggle->setAccessibleName(text);
  }
  m_anew->setText(tr("Make %1 anew from the log").arg(title));
  m_anew->setEnabled(!list->rebuild);
  m_back->setText(tr("Show the copy of %1 before this one").arg(title));
  (list->whenPoisoned == projection::WhenPoisoned::Park ? m_park : m_pauseAtPoison)->setChecked(true);
  m_compare->show(*list);
  m_aside->show(*list);
  m_proof->show(*list);
}

// What is set aside matters more than a certificate.
void ViewsPage::fit() {
  const projection::Status* list = chosen();
  const bool isRoom = height() >= roomForBoth, isAside = list != nullptr && list->parked > 0;
  m_aside->setVisible(isRoom || isAside);
  m_proof->setVisible(isRoom || !isAside);
}

void ViewsPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  fit();
}

void ViewsPage::toggle() {
  const projection::Status* list = chosen();
  if (list == nullptr) return;
  if (list->state == projection::State::Paused) m_session.bridge().resume(list->name);
  else m_session.bridge().pause(list->name, tr("paused on the page Views").toStdString());
}

}  // namespace twinlane::ui
