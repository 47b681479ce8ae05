#include "settings/settings_page.h"

#include "parts/card.h"
#include "parts/label.h"


#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int besideCard = 12, settingsWidth = 860, choiceWidth = 220;
constexpr std::array themesInOrder = {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast};

}  // namespace

SettingsPage::SettingsPage(const Theme& theme, Preferences& preferences, QWidget* parent) : Page(parent), m_look(theme), m_preferences(preferences), m_rows(new QGridLayout) {
  auto* card = new Card(theme, tr("Settings"), tr("each choice holds at once and is kept"));
  card->setMaximumWidth(px(settingsWidth));
  m_rows->setContentsMargins(12, 8, 12, 14);
  m_rows->setHorizontalSpacing(16);
  m_rows->setVerticalSpacing(10);
  m_rows->setColumnStretch(2, 1);
  addTheme();
  addLanguage();
  add(tr("Tables"), "density", {tr("Compact"), tr("Comfortable")}, preferences.density() == Density::Comfortable ? 1 : 0, tr("How high the rows of a table are."),
      [this](int index) { m_preferences.setDensity(index == 1 ? Density::Comfortable : Density::Compact); });
  QStringList sizes;
  for (const int percent : fontPercents) sizes << tr("%1 %").arg(percent);
  const auto size = std::find(fontPercents.begin(), fontPercents.end(), preferences.fontPercent()) - fontPercents.begin();
  add(tr("Size of the type"), "fontSize", sizes, static_cast<int>(size), tr("Ctrl+= larger, Ctrl+− smaller, Ctrl+0 as it was. What does not fit any more can be scrolled to."),
      [this](int index) { m_preferences.setFontPercent(fontPercents[static_cast<std::size_t>(index)]); });
  add(tr("Motion"), "motion", {tr("Dots move, changes flash"), tr("Nothing moves")}, preferences.calm() ? 1 : 0, tr("Values and charts go on in either case."), [this](int index) { m_preferences.setCalm(index == 1); });
  card->body()->addLayout(m_rows);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(besideCard, besideCard, besideCard, besideCard);
  auto* row = new QHBoxLayout;
  row->addWidget(card, 1);
  row->addStretch(0);
  column->addLayout(row);
  column->addStretch(1);
}

ChoiceBox* SettingsPage::add(const QString& name, const char* object, const QStringList& choices, int chosen, const QString& said, const std::function<void(int)>& take) {
  const int row = m_rows->rowCount();
  auto* choice = new ChoiceBox(m_look, name);
  choice->setObjectName(QString::fromLatin1(object));
  choice->setAccessibleDescription(said);
  choice->addItems(choices);
  choice->setCurrentIndex(chosen);
  choice->setMinimumWidth(px(choiceWidth));
  connect(choice, &QComboBox::activated, this, take);
  QLabel* title = makeLabel(m_look, name, Type::DataStrong);
  title->setBuddy(choice);
  m_rows->addWidget(title, row, 0);
  m_rows->addWidget(choice, row, 1);
  m_rows->addWidget(makeProse(m_look, said, Type::Data, "muted"), row, 2, Qt::AlignVCenter);
  return choice;
}

void SettingsPage::addTheme() {
  const auto theme = m_preferences.theme();
  const auto at = theme ? std::find(themesInOrder.begin(), themesInOrder.end(), *theme) - themesInOrder.begin() + 1 : 0;
  m_theme = add(tr("Theme"), "theme", {tr("As the desktop has it"), tr("Light"), tr("Dark"), tr("High contrast")}, static_cast<int>(at), tr("Ctrl+Shift+T takes the next one."),
                [this](int index) { m_preferences.setTheme(index == 0 ? std::nullopt : std::optional(themesInOrder[static_cast<std::size_t>(index - 1)])); });
  // It can be changed by its key meanwhile.
  connect(&m_preferences, &Preferences::changed, m_theme, [this] {
    const auto now = m_preferences.theme();
    m_theme->setCurrentIndex(now ? static_cast<int>(std::find(themesInOrder.begin(), themesInOrder.end(), *now) - themesInOrder.begin()) + 1 : 0);
  });
}

void SettingsPage::addLanguage() {
  QStringList names{tr("As the desktop has it")};
  for (std::size_t i = 0; i < languageNames.size(); ++i) names << ownNameOf(static_cast<Language>(i));
  const auto language = m_preferences.language();
  add(tr("Language"), "language", names, language ? static_cast<int>(*language) + 1 : 0, tr("The last two are for looking at: longer texts, and a window from right to left."),
      [this](int index) { m_preferences.setLanguage(index == 0 ? std::nullopt : std::optional(static_cast<Language>(index - 1))); });
}

}  // namespace twinlane::ui
