#include "pages/learn_screens.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

struct LearnScreen {
  const char *step, *title, *text, *field, *see;
  PageId page;
};
constexpr LearnScreen screens[] = {
    {QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Two kinds of work"), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "A shop does two kinds of work"),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Orders are entered, one at a time, and each must be right: enough in stock, a price, a customer who may buy. And everybody looks: at lists, figures, searches, many times for each order.\n\nOne set of tables for both has to be good at two opposite things. The more people look, the longer an order waits; the more rules an order must keep, the harder the tables are to look at.\n\nTwinlane gives each kind of work a lane of its own, with a log between them."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The field calls it command query responsibility segregation, CQRS."), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "See both lanes at work"), PageId::Live},
    {QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Orders go in"), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The write lane says yes or no"),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "What you enter is a wish. The write lane looks at what it needs to know, decides, and stores what follows, or stores nothing and says why.\n\nYou get a receipt: stored as number so and so, or refused and for what reason. Every entry has an id of its own, so that the same entry sent twice gets the same receipt and is stored once.\n\nNothing on this lane waits for a list or a chart."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The field calls the wish a command, and what decides an aggregate."), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Enter an order and read its receipt"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The log keeps"), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The log keeps what happened"),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "What was decided is written at the end of the log: order placed, payment recorded, package shipped. Each change has the next number. None is ever altered; a mistake is put right by a further change.\n\nThe log is the truth. How an order came to be what it is can be read from it, at any time, by anybody who may. A seal over each entry and the one before it shows when somebody has tampered with the file."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The field calls it an event log or journal, and the changes events."), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Read the log"), PageId::Log},
    {QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Screens read"), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The read lane makes a list for each screen"),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Each list takes the changes from the log in their order, at its own pace, and keeps just what one screen shows. So a screen asks one list and gets its answer at once, however many rules stand behind an order.\n\nA list holds nothing that the log does not. It can be thrown away and made anew, or a new one made beside it, compared and put in its place, while everybody goes on working."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The field calls what fills a list a projection, and the list a read model."), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "See the lists, make one anew"), PageId::Views},
    {QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Late is not lost"), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "A list may be late. Nothing is lost."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Between stored and in the list lies a moment, mostly less than you can see. When a list is busy or paused it grows, and the list says so: it is true at number so and so, the log stands further on.\n\nThen do not enter the order again: its receipt says that it is stored. Pause a list and watch its changes wait; resume it and watch it catch up.\n\nThat a list says it has caught up is no proof that it is right. That is what the check against the log is for."),
     QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "The field calls it eventual consistency, and the distance lag."), QT_TRANSLATE_NOOP("twinlane::ui::LearnScreens", "Pause a list and watch"), PageId::Live}};

constexpr int stepsWidth = 210, textWidth = 760, waitingSeconds = 4;

}  // namespace

LearnScreens::LearnScreens(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_card(new Card(theme, tr("In five screens"), tr("1 of %1").arg(count))),
      m_lanes(new TwoLanes(theme)),
      m_title(makeProse(theme, {}, Type::Heading)),
      m_text(makeProse(theme, {}, Type::Body)),
      m_field(makeProse(theme, {}, Type::Data, "muted")),
      m_see(makeButton(theme, {}, "primary")),
      m_before(makeButton(theme, tr("Before"))),
      m_next(makeButton(theme, tr("Next"))) {
  auto* steps = new Card(theme, tr("Screens"));
  steps->setFixedWidth(px(stepsWidth));
  steps->body()->setContentsMargins(12, 2, 12, 12);
  steps->body()->setSpacing(8);
  for (int i = 0; i < count; ++i) {
    QPushButton*& step = m_steps[static_cast<std::size_t>(i)];
    step = makeButton(theme, tr("%1 %2").arg(i + 1).arg(tr(screens[i].step)), "chip");
    step->setCheckable(true);
    step->setAutoExclusive(true);
    connect(step, &QPushButton::clicked, this, [this, i] { turnTo(i); });
    steps->body()->addWidget(step);
  }
  steps->body()->addStretch(1);
  m_title->setObjectName(QStringLiteral("learnTitle"));
  for (QLabel* label : {m_title, m_text, m_field}) label->setMaximumWidth(px(textWidth));
  connect(m_see, &QPushButton::clicked, this, [this] { emit pageAsked(screens[m_current].page); });
  connect(m_before, &QPushButton::clicked, this, [this] { turnTo(m_current - 1); });
  connect(m_next, &QPushButton::clicked, this, [this] { turnTo(m_current + 1); });
  m_lanes->setFixedHeight(px(184));
  auto* body = m_card->body();
  body->setContentsMargins(14, 4, 14, 12);
  body->setSpacing(12);
  body->addWidget(m_lanes);
  body->addSpacing(4);
  body->addWidget(m_title);
  body->addWidget(m_text);
  body->addWidget(m_field);
  body->addStretch(1);
  auto* actions = new QHBoxLayout;
  actions->setSpacing(8);
  actions->addWidget(m_see);
  actions->addStretch(1);
  actions->addWidget(m_before);
  actions->addWidget(m_next);
  body->addLayout(actions);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(10);
  row->addWidget(steps);
  row->addWidget(m_card, 1);
  turnTo(0);
}

void LearnScreens::turnTo(int screen) {
  m_current = std::clamp(screen, 0, count - 1);
  const LearnScreen& shown = screens[m_current];
  m_steps[static_cast<std::size_t>(m_current)]->setChecked(true);
  m_card->setSubtitle(tr("%1 of %2").arg(m_current + 1).arg(count));
  m_title->setText(tr(shown.title));
  m_text->setText(tr(shown.text));
  m_field->setText(tr(shown.field));
  m_see->setText(tr(shown.see));
  m_see->setAccessibleName(m_see->text());
  m_before->setEnabled(m_current > 0);
  m_next->setEnabled(m_current + 1 < count);
  // In the last one a list is paused, and its changes wait.
  LanesFigures figures{tr("what you enter"), {}, tr("no. 1, 2, 3 …"), tr("what you see"), 8, {}};
  for (const QString& title : listTitles()) figures.views << LaneView{title, m_current + 1 == count && figures.views.isEmpty(), 8};
  m_lanes->setFigures(figures);
  m_lanes->setLit(m_current == 1 ? TwoLanes::Part::Write : m_current == 2 ? TwoLanes::Part::Log : m_current == 3 ? TwoLanes::Part::Read : TwoLanes::Part::All);
  // A still picture: dots stand where they are after some seconds.
  constexpr double beat = 0.05;
  for (double seconds = 0; seconds < waitingSeconds; seconds += beat) m_lanes->advance(beat);
}

}  // namespace twinlane::ui
