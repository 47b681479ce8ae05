#include "frame/first_page.h"

#include "live/two_lanes.h"
#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QDir>
#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QScrollArea>
#include <QStyle>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int blockWidth = 1000, wayWidth = 241, wayHeight = 178, foldersHeight = 212, leastFolders = 124, noFoldersHeight = 84, leastAbove = 12, stripHeight = 24;

QString lastOpened(const QDateTime& at) {
  if (!at.isValid()) return QString(QChar(0x2014));
  const QDateTime local = at.toLocalTime();
  if (local.date() == QDate::currentDate()) return FirstPage::tr("today %1").arg(local.toString(QStringLiteral("HH:mm")));
  return QLocale().toString(local, QCoreApplication::translate("Dates", "ddd d MMM HH:mm"));
}

}  // namespace

FirstPage::FirstPage(const Theme& theme, RecentFolders& folders, QWidget* parent) : Page(parent), m_theme(theme), m_folders(folders) {
  auto* block = new QWidget;
  m_block = block;
  block->setObjectName(QStringLiteral("firstBlock"));
  block->setFixedWidth(px(blockWidth));
  auto* column = new QVBoxLayout(block);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(20);
  column->addWidget(buildHead());
  m_problem = makeProse(theme, {}, Type::Body, "bad");
  m_problem->setObjectName(QStringLiteral("problem"));
  m_problem->hide();
  column->addWidget(m_problem);
  column->addWidget(buildLanes());
  auto* ways = new QHBoxLayout;
  ways->setSpacing(12);
  ways->addWidget(buildWay({"resume", tr("Watch the demo"), tr("Plays in a practice folder. Orders come in, lists follow, and you can pull the levers."), tr("Start the demo"), tr("Enter"), true}, &FirstPage::demoAsked));
  ways->addWidget(buildWay({"import", tr("Import my orders"), tr("A CSV file, also packed as .gz. You see the mapping, and then the fate of every row."), tr("Choose a file…"), tr("Ctrl+I"), false}, &FirstPage::importAsked));
  ways->addWidget(buildWay({"learn", tr("Learn"), tr("What two lanes are, and which cloud service each part stands for."), tr("Open Learn"), tr("Ctrl+5"), false}, &FirstPage::learnAsked));
  ways->addWidget(buildWay({"folder", tr("Open or start empty"), tr("Open a shop folder, or make a new one: one folder, one shop, nothing else to install."), tr("Open…"), tr("Ctrl+O"), false}, &FirstPage::openAsked));
  column->addLayout(ways);
  column->addWidget(buildFolders());
  auto* holder = new QWidget;
  holder->setAutoFillBackground(false);
  auto* inner = new QVBoxLayout(holder);
  inner->setContentsMargins(0, leastAbove, 0, leastAbove);
  inner->setSpacing(0);
  inner->addStretch(2);
  // Not by alignment: the height of a long message would be asked for the width of the window.
  auto* middle = new QHBoxLayout;
  middle->setContentsMargins(0, 0, 0, 0);
  middle->addStretch(1);
  middle->addWidget(block);
  middle->addStretch(1);
  inner->addLayout(middle);
  inner->addStretch(3);
  auto* scroll = new QScrollArea;
  scroll->setWidget(holder);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setAccessibleName(tr("First page"));
  scroll->viewport()->setAutoFillBackground(false);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  outer->addWidget(scroll, 1);
  outer->addWidget(buildStrip());
}

QWidget* FirstPage::buildStrip() {
  auto* strip = new QWidget;
  strip->setObjectName(QStringLiteral("statusBar"));
  strip->setAttribute(Qt::WA_StyledBackground);
  strip->setFixedHeight(px(stripHeight));
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(24);
  row->addWidget(makeLabel(m_theme, tr("Twinlane %1").arg(QCoreApplication::applicationVersion()).trimmed(), Type::Small, "muted"));
  row->addWidget(makeLabel(m_theme, tr("Works offline. Nothing leaves this computer."), Type::Small, "muted"));
  row->addStretch(1);
  row->addWidget(makeLabel(m_theme, tr("Ctrl+Shift+T changes the theme"), Type::Small, "muted"));
  return strip;
}

// The card whose button has the keyboard wears the ring: it is what Enter would do.
bool FirstPage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
    if (auto* button = qobject_cast<QPushButton*>(watched)) {
      QWidget* card = button->parentWidget();
      card->setProperty("ring", event->type() == QEvent::FocusIn);
      card->style()->unpolish(card);
      card->style()->polish(card);
    }
  return Page::eventFilter(watched, event);
}

QWidget* FirstPage::buildHead() {
  auto* head = new QWidget;
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(2, 0, 0, 8);
  row->setSpacing(20);
  auto* icon = new QLabel;
  icon->setPixmap(QIcon(QStringLiteral(":/app-icon.svg")).pixmap(60, 60));
  row->addWidget(icon);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(makeLabel(m_theme, QStringLiteral("Twinlane"), Type::Title));
  QLabel* sentence = makeLabel(m_theme, tr("Orders go in on the left. Screens read on the right. A log between them."), Type::Heading, "muted");
  QFont plain = m_theme.font(Type::Heading);
  plain.setWeight(QFont::Normal);
  sentence->setFont(plain);
  words->addWidget(sentence);
  row->addLayout(words, 1);
  return head;
}

QWidget* FirstPage::buildLanes() {
  auto* card = new Card(m_theme, {});
  auto* lanes = new TwoLanes(m_theme);
  LanesFigures figures{tr("what you enter"), {}, tr("no. 1, 2, 3 …"), tr("what you see"), 6, {}};
  for (const QString& title : listTitles()) figures.views << LaneView{title, false, 4};
  lanes->setFigures(figures);
  // Stands still: nothing runs yet, and a moving picture would claim that something does.
  for (int i = 0; i < 24; ++i) lanes->advance(0.05);
  card->body()->setContentsMargins(14, 12, 12, 12);
  card->body()->addWidget(lanes);
  card->setFixedHeight(px(172));
  return card;
}

QWidget* FirstPage::buildWay(const Way& way, void (FirstPage::*asked)()) {
  auto* card = new Card(m_theme, {});
  card->setFixedSize(px(wayWidth), px(wayHeight));
  card->body()->setContentsMargins(15, 14, 15, 13);
  card->body()->setSpacing(5);
  auto* icon = new QLabel;
  const auto paint = [this, icon, name = QString::fromLatin1(way.icon)] { icon->setPixmap(m_theme.pixmap(name, m_theme.tokens().accent, 20)); };
  paint();
  connect(&m_theme, &Theme::changed, icon, paint);
  card->body()->addWidget(icon);
  card->body()->addSpacing(3);
  card->body()->addWidget(makeLabel(m_theme, way.title, Type::Heading));
  card->body()->addWidget(makeProse(m_theme, way.text, Type::Data, "muted"), 1);
  auto* row = new QHBoxLayout;
  QPushButton* button = makeButton(m_theme, way.button, way.primary ? "primary" : nullptr);
  row->addWidget(button);
  row->addStretch(1);
  row->addWidget(makeKeyCap(m_theme, way.keys));
  card->body()->addLayout(row);
  button->installEventFilter(this);
  connect(button, &QPushButton::clicked, this, asked);
  if (way.primary) {
    m_first = button;
    button->setAutoDefault(true);
  }
  return card;
}

QWidget* FirstPage::buildFolders() {
  auto* card = new Card(m_theme, tr("Shop folders opened before"));
  m_foldersCard = card;
  m_forget = makeButton(m_theme, tr("Remove from this list"), "link", nullptr, true);
  card->corner()->addWidget(m_forget);
  m_rows = new RowTableModel({{.title = tr("Name"), .freeText = true}, {.title = tr("Folder"), .freeText = true}, {tr("Orders"), true}, {tr("Size"), true}, {tr("Last opened"), false, true}, {tr("State"), false}}, this);
  m_table = new DataTable(m_theme, tr("Shop folders opened before"));
  m_table->setObjectName(QStringLiteral("folders"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(28);
  m_table->setWidths({220, 250, 80, 80, 150, 0});
  card->body()->addWidget(m_table, 1);
  m_none = makeLabel(m_theme, tr("None yet. Start the demo, or open a folder to begin."), Type::Data, "muted");
  m_none->setContentsMargins(12, 10, 12, 10);
  m_none->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  card->body()->addWidget(m_none, 1);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (index.row() >= m_listed.size()) return;
    // Opening would make an empty shop where the missing one was.
    const QString folder = m_listed[index.row()].folder;
    if (!QDir(folder).exists()) return showProblem(tr("Folder not found: %1. Bring it back, or remove it from this list.").arg(QDir::toNativeSeparators(folder)));
    emit folderChosen(folder);
  });
  connect(m_forget, &QPushButton::clicked, this, [this] {
    const int row = m_table->currentIndex().row();
    if (row >= 0 && row < m_listed.size()) m_folders.forget(m_listed[row].folder);
    showProblem({});
    list();
  });
  return card;
}

void FirstPage::list() {
  m_listed = m_folders.all();
  QList<QList<Cell>> rows;
  const QString dots(QChar(0x2026));
  for (const RecentFolder& one : std::as_const(m_listed)) {
    const bool there = QDir(one.folder).exists();
    const Cell state = !there         ? Cell{tr("Folder not found"), {MarkShape::Triangle, Tone::Warn}, Tone::Text, false, {}}
                       : one.practice ? Cell{tr("Practice"), {MarkShape::Diamond, Tone::Third}, Tone::Text, false, {}}
                                      : Cell{tr("Can be opened"), {MarkShape::Dot, Tone::Ok}, Tone::Text, false, {}};
    QString path = one.folder;
    if (path.startsWith(QDir::homePath())) path = QLatin1Char('~') + path.mid(QDir::homePath().size());
    rows << QList<Cell>{{QDir(one.folder).dirName(), {}, Tone::Text, true, {}},
                        {path, {}, Tone::Text, false, {}},
                        {there && one.orders >= 0 ? formatCount(one.orders) : dots, {}, Tone::Text, false, {}},
                        {there && one.bytes >= 0 ? formatBytes(one.bytes) : dots, {}, Tone::Text, false, {}},
                        {lastOpened(one.opened), {}, Tone::Text, false, {}},
                        state};
  }
  m_rows->setRows(rows);
  fitFolders();
  m_table->setVisible(!rows.isEmpty());
  m_none->setVisible(rows.isEmpty());
  m_forget->setVisible(!rows.isEmpty());
  if (!rows.isEmpty() && !m_table->currentIndex().isValid()) m_table->selectRow(0);
}

void FirstPage::shown() {
  list();
  m_first->setFocus();
}

void FirstPage::showProblem(const QString& text) {
  m_problem->setText(text);
  m_problem->setVisible(!text.isEmpty());
  fitFolders();
}

void FirstPage::fitFolders() {
  const int wanted = px(m_listed.isEmpty() ? noFoldersHeight : foldersHeight);
  m_foldersCard->setFixedHeight(wanted);
  const int over = m_block->layout()->totalHeightForWidth(px(blockWidth)) + 2 * leastAbove + px(stripHeight) - height();
  m_foldersCard->setFixedHeight(std::min(wanted, std::max(px(leastFolders), wanted - over)));
}

void FirstPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  fitFolders();
}

}  // namespace twinlane::ui
