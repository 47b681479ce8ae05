#include "transfer/profile/profile.h"

#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "transfer/profile/profile_preview.h"

#include <nlohmann/json.hpp>
#include <set>

using namespace twinlane;
using transfer::readProfile;

class ProfileTest : public QObject {
  Q_OBJECT
 private slots:
  void aProfileInUtf16IsRefusedByName();
  void readsEveryKey();
  void namesEveryProblem_data();
  void namesEveryProblem();
  void refusesAPatternThatExhaustsTheMachine_data();
  void refusesAPatternThatExhaustsTheMachine();
  void refusesWhatWouldNeverEnd_data();
  void refusesWhatWouldNeverEnd();
  void tellsAllProblemsAtOnce();
  void shippedProfilesAreWithoutProblems();
  void schemaNamesWhatTheReaderTakes();
  void previewShowsFirstRows();
  void previewNamesTheColumnThatIsMissing();
  void previewTellsOfAnUnreadableRowBehindTheFirstRows();
};

void ProfileTest::aProfileInUtf16IsRefusedByName() {
  for (const bool hasMark : {true, false}) {
    std::string text = hasMark ? "\xFF\xFE" : "";
    for (const char letter : std::string("{\"name\": \"n\", \"source\": \"s\"}")) text += letter, text += '\0';
    const auto check = transfer::readProfile("p.json", text);
    QCOMPARE(check.problems.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(check.problems[0].problem), QString("the file is in UTF-16"));
  }
}

void ProfileTest::readsEveryKey() {
  const auto check = readProfile("shop.json", tests::contentOf(tests::fixture("shop.json")));
  QVERIFY2(check.problems.empty(), check.problems.empty() ? "" : check.problems[0].problem.c_str());
  const transfer::Profile& profile = check.profile;
  QCOMPARE(profile.source, std::string("fixture-shop"));
  QCOMPARE(profile.separator, ';');
  QCOMPARE(profile.decimalSign, ',');
  QCOMPARE(profile.zone, std::string("Europe/Berlin"));
  QCOMPARE(profile.columns.at("unit_price"), std::string("Preis"));
  QCOMPARE(profile.missing, std::vector<std::string>{"n/a"});
  QCOMPARE(profile.classes.size(), std::size_t{4});
  QVERIFY(profile.unreadableAside);
  QVERIFY(profile.classes[0].fate == transfer::RowFate::Quarantine && profile.classes[0].reason == "correction");
  QVERIFY(profile.classes[1].fate == transfer::RowFate::Ignore && profile.classes[1].reason == "free_gift");
  QVERIFY(profile.classes[2].when[0].pattern == "R[0-9]+" && profile.classes[3].when[0].sign == "positive");
}

void ProfileTest::namesEveryProblem_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("key");
  QTest::addColumn<int>("line");
  QTest::newRow("unknown key") << "\"separator\"" << "\"seperator\"" << "seperator" << 5;
  QTest::newRow("unknown column field") << "\"description\": \"Text\"" << "\"desc\": \"Text\"" << "columns.desc" << 14;
  QTest::newRow("wrong type") << "\"zone\": \"Europe/Berlin\"" << "\"zone\": 1" << "zone" << 9;
  QTest::newRow("no such zone") << "Europe/Berlin" << "Europe/Bonn" << "zone" << 9;
  QTest::newRow("missing key") << "  \"source\": \"fixture-shop\",\n" << "" << "source" << 1;
  QTest::newRow("missing column") << "    \"order\": \"Doc\",\n" << "" << "columns.order" << 11;
  QTest::newRow("missing price") << "    \"unit_price\": \"Preis\",\n" << "" << "columns.unit_price" << 11;
  QTest::newRow("unknown shape") << "flat_lines" << "round_lines" << "shape" << 4;
  QTest::newRow("unknown fate") << "\"fate\": \"ignore\"" << "\"fate\": \"drop\"" << "classes[1].fate" << 23;
  QTest::newRow("a word that is taken") << "\"free_gift\"" << "\"already_imported\"" << "classes[1].reason" << 23;
  QTest::newRow("bad pattern") << "R[0-9]+" << "R[0-9" << "classes[2].when[0].pattern" << 24;
  QTest::newRow("bad date format") << "%d.%m.%Y" << "%d.%q.%Y" << "date_format" << 8;
  QTest::newRow("no date format") << "  \"date_format\": \"%d.%m.%Y %H:%M\",\n" << "" << "date_format" << 1;
  QTest::newRow("bad currency") << "\"EUR\"" << "\"Euro\"" << "currency" << 10;
  QTest::newRow("key twice") << "\"separator\": \";\"," << "\"separator\": \";\", \"name\": \"x\"," << "name" << 5;
  QTest::newRow("not json") << "\"shape\"" << "shape" << "" << 4;
  QTest::newRow("separator too long") << "\";\"" << "\";;\"" << "separator" << 5;
  QTest::newRow("unknown treatment of unreadable rows") << "\"unreadable_rows\": \"quarantine\"" << "\"unreadable_rows\": \"ignore\"" << "unreadable_rows" << 27;
  QTest::newRow("a share twice") << "\"unit_price\": \"Preis\"" << "\"unit_price\": \"Preis\", \"discount\": \"a\", \"discount_percent\": \"b\"" << "columns.discount_percent" << 16;
  QTest::newRow("one bad date format of two") << "\"%d.%m.%Y %H:%M\"" << "[\"%d.%m.%Y\", \"%q\"]" << "date_format" << 8;
  QTest::newRow("no date format in the list") << "\"%d.%m.%Y %H:%M\"" << "[]" << "date_format" << 8;
  QTest::newRow("date format of another kind") << "\"%d.%m.%Y %H:%M\"" << "1" << "date_format" << 8;
  QTest::newRow("constant of what a row must say") << "\"currency\": \"EUR\"" << "\"currency\": \"EUR\", \"constants\": {\"order\": \"1\"}" << "constants.order" << 10;
  QTest::newRow("condition of nothing") << ", \"sign\": \"positive\"" << "" << "classes[3].when[0].column" << 25;
}

void ProfileTest::namesEveryProblem() {
  QFETCH(QString, from);
  QFETCH(QString, to);
  QFETCH(QString, key);
  QFETCH(int, line);
  QString text = QString::fromStdString(tests::contentOf(tests::fixture("shop.json")));
  QVERIFY(text.contains(from));
  text.replace(from, to);
  const auto check = readProfile("some.json", text.toStdString());
  QVERIFY(!check.problems.empty());
  QCOMPARE(QString::fromStdString(check.problems[0].key), key);
  QCOMPARE(check.problems[0].line, line);
  QCOMPARE(check.problems[0].file, std::string("some.json"));
  QVERIFY(!check.problems[0].problem.empty() && !check.problems[0].remedy.empty());
  QCOMPARE(check.problems.size(), std::size_t{1});
}

void ProfileTest::refusesAPatternThatExhaustsTheMachine_data() {
  QTest::addColumn<QString>("pattern");
  QTest::addColumn<bool>("good");
  const auto nested = [](int count) { return QString(count, '(') + "a" + QString(count, ')'); };
  QTest::newRow("groups within groups") << nested(20'000) << false;
  QTest::newRow("few groups within groups") << nested(100) << true;
  QTest::newRow("repeated again and again") << "(((a{99}){99}){99}){99}" << false;
  QTest::newRow("repeated behind a set that hides it") << "((a{99}[(]){99}[[:digit:])]){99}" << false;
  QTest::newRow("maybe repeated, very often") << "(a?){0,3000}" << false;
  QTest::newRow("two numbers in one id") << "[A-Z]{1,64}-[0-9{(]{1,64}" << true;
  QTest::newRow("group of some digits") << "([0-9]{4}-){3}[^]]" << true;
}

void ProfileTest::refusesAPatternThatExhaustsTheMachine() {
  QFETCH(QString, pattern);
  QFETCH(bool, good);
  QString text = QString::fromStdString(tests::contentOf(tests::fixture("shop.json")));
  const auto check = readProfile("some.json", text.replace("R[0-9]+", pattern).toStdString());
  QCOMPARE(check.problems.empty(), good);
  if (good) return;
  QCOMPARE(check.problems[0].key, std::string("classes[2].when[0].pattern"));
  QCOMPARE(check.problems[0].line, std::int64_t{24});
  QVERIFY2(check.problems[0].problem.find("repeats too much") != std::string::npos, check.problems[0].problem.c_str());
}

void ProfileTest::refusesWhatWouldNeverEnd_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("told");
  const QString shop = QString::fromStdString(tests::contentOf(tests::fixture("shop.json")));
  const auto pattern = [shop](const char* text) { return QString(shop).replace("R[0-9]+", text); };
  const QString key = "classes[2].when[0].pattern";
  QTest::newRow("a pattern that refers back") << pattern(R"((.*)(.*)\\2x)") << key << "refers back";
  QTest::newRow("a digit after a backslash that stands for itself") << pattern(R"(R\\\\1)") << key << "";
  QTest::newRow("a digit in a set") << pattern(R"(R[\\1])") << key << "";
  QTest::newRow("nothing between ids") << QString(R"({"name":"a","source":"a","shape":"event_table","currency":"EUR","date_format":"%Y-%m-%d",
    "objects":[{"role":"event","from":"e","columns":{"activity":"a","at":"t","order":"o"},"list_separator":""}],"events":[{"type":"x","fact":"placed"}]})") << "objects[0].list_separator" << "is empty";
  QTest::newRow("hours to twelve alone") << QString(shop).replace("%H:%M", "%I:%M") << "date_format" << "needs %p";
}

void ProfileTest::refusesWhatWouldNeverEnd() {
  QFETCH(QString, text);
  QFETCH(QString, key);
  QFETCH(QString, told);
  const auto check = readProfile("some.json", text.toStdString());
  const auto found = std::find_if(check.problems.begin(), check.problems.end(), [&](const auto& each) { return each.key == key.toStdString(); });
  QCOMPARE(found != check.problems.end(), !told.isEmpty());
  if (!told.isEmpty()) QVERIFY2(QString::fromStdString(found->problem).contains(told), found->problem.c_str());
}

void ProfileTest::tellsAllProblemsAtOnce() {
  const auto check = readProfile("a.json", "{\n\"shape\": \"cube\",\n\"zone\": 5,\n\"colour\": \"red\"\n}");
  std::vector<std::string> keys;
  for (const auto& problem : check.problems) keys.push_back(problem.key);
  for (const char* key : {"name", "source", "shape", "zone", "colour", "columns", "classes", "currency"})
    QVERIFY2(std::find(keys.begin(), keys.end(), key) != keys.end(), key);
  QCOMPARE(readProfile("a.json", "[]").problems.size(), std::size_t{1});
  QCOMPARE(readProfile("a.json", "").problems.size(), std::size_t{1});
  QVERIFY(readProfile("a.json", std::string(100'000, '[')).problems[0].problem.find("deep") != std::string::npos);
}

void ProfileTest::shippedProfilesAreWithoutProblems() {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(tests::checkout() + "/resources/profiles")) {
    const auto check = readProfile(entry.path().string(), tests::contentOf(entry.path().string()));
    QVERIFY2(check.problems.empty(), check.problems.empty() ? "" : (check.problems[0].key + " " + check.problems[0].problem).c_str());
    ++count;
  }
  QVERIFY(count > 0);
}

// A key that the schema knows is taken by the reader, and the other way round, since both refuse what they do not know.
void ProfileTest::schemaNamesWhatTheReaderTakes() {
  const auto schema = nlohmann::json::parse(transfer::profileSchema());
  QCOMPARE(schema["$schema"].get<std::string>(), std::string("https://json-schema.org/draft/2020-12/schema"));
  const auto check = readProfile("a.json", "{\"?\": 1, \"columns\": {\"?\": 1}, \"classes\": [{\"?\": 1, \"when\": [{\"?\": 1}]}]}");
  const auto known = [&](const std::string& key) {
    for (const auto& problem : check.problems)
      if (problem.key == key) return problem.remedy.substr(problem.remedy.find("one of ") + 7);
    return std::string("no problem with " + key);
  };
  const auto named = [](const nlohmann::json& properties) {
    std::set<std::string> names;
    for (const auto& [name, value] : properties.items()) names.insert(name);
    return names;
  };
  const auto split = [](const std::string& text) {
    std::set<std::string> names;
    std::istringstream words(text);
    for (std::string word; words >> word;) names.insert(word.back() == ',' ? word.substr(0, word.size() - 1) : word);
    return names;
  };
  const auto& properties = schema["properties"];
  const auto history = readProfile("b.json", "{\"?\": 1, \"shape\": \"several_tables\", \"objects\": [{\"?\": 1, \"role\": \"order\", \"facts\": [{\"?\": 1}], \"states\": {\"?\": 1}}, {\"?\": 1, \"role\": \"event\"}], \"events\": [{\"?\": 1}]}");
  const auto remedyFor = [](const transfer::ProfileCheck& of, const std::string& key) {
    for (const auto& problem : of.problems)
      if (problem.key == key) return problem.remedy.substr(problem.remedy.find("one of ") + 7);
    return "no problem with " + key;
  };
  const auto ofHistory = [&](const std::string& key) {
    for (const auto& problem : history.problems)
      if (problem.key == key) return split(problem.remedy.substr(problem.remedy.find("one of ") + 7));
    return std::set<std::string>{"no problem with " + key};
  };
  std::set<std::string> all = split(known("?"));
  all.merge(ofHistory("?"));
  QVERIFY(all == named(properties));
  const auto& object = properties["objects"]["items"]["properties"];
  all = ofHistory("objects[0].?");
  all.merge(ofHistory("objects[1].?"));
  all.merge(split(remedyFor(readProfile("c.json", "{\"shape\": \"event_log\", \"objects\": [{\"?\": 1, \"role\": \"order\"}]}"), "objects[0].?")));
  QVERIFY(all == named(object));
  QVERIFY(ofHistory("objects[0].facts[0].?") == named(object["facts"]["items"]["properties"]));
  QVERIFY(ofHistory("objects[0].states.?") == named(object["states"]["properties"]));
  QVERIFY(ofHistory("events[0].?") == named(properties["events"]["items"]["properties"]));
  QVERIFY(split(known("columns.?")) == named(properties["columns"]["properties"]));
  const auto& item = properties["classes"]["items"]["properties"];
  QVERIFY(split(known("classes[0].?")) == named(item));
  QVERIFY(split(known("classes[0].when[0].?")) == named(item["when"]["items"]["properties"]));
  // Every key is explained to a person.
  const std::string readme = tests::contentOf(tests::checkout() + "/core/transfer/README.md");
  for (const auto& names : {named(properties), named(properties["columns"]["properties"]), named(item), named(item["when"]["items"]["properties"]), named(object),
                            named(object["facts"]["items"]["properties"]), named(object["states"]["properties"]), named(properties["events"]["items"]["properties"]), named(properties["amounts"]["properties"])})
    for (const std::string& key : names) QVERIFY2(readme.find("`" + key + "`") != std::string::npos, key.c_str());
}

void ProfileTest::previewShowsFirstRows() {
  const auto check = readProfile("shop.json", tests::contentOf(tests::fixture("shop.json")));
  const auto preview = transfer::previewFile(check.profile, tests::fixture("shop.csv"), 3);
  QVERIFY(preview.has_value());
  QVERIFY(preview->problems.empty() && preview->unusedColumns.empty());
  QCOMPARE(preview->firstRows.size(), std::size_t{3});
  QCOMPARE(preview->firstRows[1].find("net")->text, std::string("15.1851"));
  QCOMPARE(preview->firstRows[2].find("fate")->text, std::string("return_line"));
}

void ProfileTest::previewNamesTheColumnThatIsMissing() {
  auto check = readProfile("shop.json", tests::contentOf(tests::fixture("shop.json")));
  check.profile.columns["customer"] = "Client";
  const auto preview = transfer::previewFile(check.profile, tests::fixture("shop.csv"), 3);
  QVERIFY(preview.has_value());
  QCOMPARE(preview->problems.size(), std::size_t{1});
  const auto& problem = preview->problems[0];
  QCOMPARE(problem.line, 1);
  QCOMPARE(problem.key, std::string("columns.customer"));
  QVERIFY(problem.problem.find("'Client'") != std::string::npos);
  QVERIFY(problem.remedy.find("Doc, Art, Text, Menge") != std::string::npos);
  QVERIFY(preview->firstRows.empty());
}

void ProfileTest::previewTellsOfAnUnreadableRowBehindTheFirstRows() {
  auto check = readProfile("shop.json", tests::contentOf(tests::fixture("shop.json")));
  check.profile.unreadableAside = false;
  const auto preview = transfer::previewFile(check.profile, tests::fixture("shop.csv"), 3);
  QVERIFY(preview.has_value());
  QCOMPARE(preview->firstRows.size(), std::size_t{3});
  QCOMPARE(preview->problems.size(), std::size_t{1});
  const auto& problem = preview->problems[0];
  QCOMPARE(problem.line, 13);
  QCOMPARE(problem.key, std::string("unreadable_rows"));
  QCOMPARE(problem.problem, std::string("fields in this row: 5, in the header: 8"));
}

TWINLANE_TEST(ProfileTest)
#include "profile_test.moc"
