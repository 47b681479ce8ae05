// Every field of every command against everything a field can hold that it must not, made from the printed table of
// commands: a command that joins the table is tried without a line here.
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <set>

using namespace twinlane;
using domain::Node;

namespace {

Node* find(Node& record, const std::string& name) {
  for (auto& [key, value] : record.fields)
    if (key == name) return &value;
  return nullptr;
}

std::string textOf(const Node& record, const char* key) {
  const Node* node = record.find(key);
  return node == nullptr ? std::string() : node->text;
}

Node goodValue(const Node& field);

Node goodRecord(const Node& fields) {
  Node record = Node::record();
  for (const Node& field : fields.items) record.fields.emplace_back(textOf(field, "name"), goodValue(field));
  return record;
}

// A value in the middle of what the table allows.
Node goodValue(const Node& field) {
  const std::string type = textOf(field, "type");
  if (type == "list") {
    Node list = Node::list();
    list.items.push_back(goodRecord(*field.find("fields")));
    return list;
  }
  if (type == "currency") return Node::ofText("GBP");
  if (type == "integer" || type == "quantity") return Node::ofNumber("1");
  if (type == "money" || type == "factor") return Node::ofText("0.5");
  return Node::ofText("Ab");
}

Node goodCommand(const Node& command) {
  Node record = goodRecord(*command.find("fields"));
  record.fields.insert(record.fields.begin(), {"type", Node::ofText(textOf(command, "type"))});
  return record;
}

// A field of a command, nested ones too: how to reach it and what a receipt calls it.
struct Place {
  const Node* command;
  const Node* field;
  std::string list;  // empty for a field of the command itself
  std::string path() const { return (list.empty() ? "" : list + "[0].") + textOf(*field, "name"); }
  Node& parent(Node& record) const { return list.empty() ? record : find(record, list)->items.front(); }
  std::string label() const { return textOf(*command, "type") + "." + path(); }
};

std::vector<Place> allPlaces(const Node& table) {
  std::vector<Place> places;
  for (const Node& command : table.items)
    for (const Node& field : command.find("fields")->items) {
      places.push_back({&command, &field, {}});
      if (const Node* inner = field.find("fields"))
        for (const Node& part : inner->items) places.push_back({&command, &part, textOf(field, "name")});
    }
  return places;
}

bool isTextual(const std::string& type) { return type == "text" || type == "id" || type == "currency"; }

// Texts that may go over lines; all others are names, words and ids.
bool hasLines(const Node& field) { return std::set<std::string>{"note", "ship_to", "address", "reason", "text", "description"}.contains(textOf(field, "name")); }

// Things are known by these: what looks alike must be alike. `package` and `kind` too, though they are texts of an order.
bool isKey(const Node& field) { return textOf(field, "type") == "id" || textOf(field, "name") == "package" || textOf(field, "name") == "kind"; }

// JSON as somebody else would send it, so that what no Node can hold is tried as well.
std::vector<std::string> badValues(const Node& field) {
  const std::string type = textOf(field, "type");
  const bool required = field.find("required")->boolean, nullable = field.find("nullable") != nullptr;
  std::vector<std::string> bad = {"1e308", "-9223372036854775808", "99999999999999999999999999", "true", R"({"a":1})", R"("\ud800")", std::string(40, '[') + std::string(40, ']')};
  if (type != "list") bad.push_back("[]");
  if (required && !nullable) bad.push_back("null");
  if (isTextual(type)) {
    bad.push_back("1");
    bad.push_back('"' + std::string(static_cast<std::size_t>(tests::roundsOf(1 << 20)), 'x') + '"');
    bad.push_back(R"("a\u0000b")");
    bad.push_back(R"("a\u001bb")");
    bad.push_back(R"("a\u202eb")");
    bad.push_back(R"("a\u2066b")");
    bad.push_back("\"a\xff\"");
    if (required) bad.push_back(R"("")");
    for (const char* blank : {R"("   ")", R"("\u00a0")", R"("\u3000\u2003")", R"("\u200d")", R"("\u2800 \u3164")", R"("\ufe0f")"}) bad.emplace_back(blank);
    for (const char* none : {R"("a\uffffb")", R"("a\ufdd0b")", R"("a\ud83f\udfffb")", R"("a\udb40\udc41b")", R"("a\u2028b")", R"("a\ufff9b")", R"("a\rb")"}) bad.emplace_back(none);
    if (!hasLines(field))
      for (const char* once : {R"("a\nb")", R"("a\tb")", R"("a\u200bb")", R"("a\u200eb")", R"("a\u200fb")"}) bad.emplace_back(once);
    if (isKey(field))
      for (const char* alike : {R"("a\u200cb")", R"("a\u200db")", R"("a\u00a0b")", R"("a\u00adb")", R"("a\u2060b")", R"("a\ufe0fb")", R"("a ")", R"(" a")", R"("e\u0301")"}) bad.emplace_back(alike);
  } else if (type == "list") {
    bad.push_back("\"lines\"");
    bad.push_back("[1]");
    if (required) bad.push_back("[]");
  } else {
    for (const char* number : {R"("")", R"("NaN")", R"("1,5")", R"("0x10")", R"("1.1234567")", "-1", R"("9223372036854775807")"}) bad.emplace_back(number);
    // A signed count may be below zero, and some may be zero.
    const std::string least = textOf(field, "min");
    if (least.starts_with('-')) std::erase(bad, "-1");
    else if (!least.empty() && least.find_first_of("123456789") != std::string::npos) bad.push_back("0");
  }
  return bad;
}

// A command's JSON with one value written in place of another.
std::string withRaw(const Place& place, const std::string& raw) {
  Node record = goodCommand(*place.command);
  *find(place.parent(record), textOf(*place.field, "name")) = Node::ofText("PUT-HERE");
  std::string json = domain::toJson(record);
  const std::string mark = "\"PUT-HERE\"";
  return json.replace(json.find(mark), mark.size(), raw);
}

// What a receipt would name: the fields with problems, of the reader of JSON or of the reader of commands.
std::vector<domain::FieldProblem> problemsOf(const std::string& json) {
  const auto node = domain::fromJson(json);
  if (!node) return {{node.error().where, node.error().what}};
  return domain::commandFromNode(*node).problems;
}

bool namesField(const std::vector<domain::FieldProblem>& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(), [&](const auto& problem) { return problem.name.starts_with(path) && !problem.problem.empty(); });
}

std::string shown(const std::vector<domain::FieldProblem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += problem.name + ": " + problem.problem + "; ";
  return text.empty() ? "accepted" : text.substr(0, 300);
}

}  // namespace

class BadInputTest : public QObject {
  Q_OBJECT
 private slots:
  void goodValuesOfTheTableAreTaken();
  void realNamesAndTextsAreTaken();
  void anyCharacterIsJudgedByTheKindOfText();
  void everyBadValueNamesItsField_data();
  void everyBadValueNamesItsField();
  void absentFieldsAreNamedWhenRequired();
  void unknownFieldsAreNamed();
  void aFaultIsNamedOnceAndToldAsItIs_data();
  void aFaultIsNamedOnceAndToldAsItIs();
  void problemsStayShort();
  void noTextBringsTheReaderDown();
};

void BadInputTest::goodValuesOfTheTableAreTaken() {
  for (const Node& command : domain::commandTable().items) {
    const auto parsed = domain::commandFromNode(goodCommand(command));
    QVERIFY2(parsed.command.has_value(), (textOf(command, "type") + ": " + shown(parsed.problems)).c_str());
  }
}

// Names need joiners (Persian, Sinhala, Hindi), accents of their own and emblems; what is written in lines keeps them.
void BadInputTest::realNamesAndTextsAreTaken() {
  const Node table = domain::commandTable();
  for (const Place& place : allPlaces(table)) {
    if (textOf(*place.field, "type") != "text" || isKey(*place.field)) continue;
    std::vector<std::string> good = {R"("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")", R"("\u0dc1\u0dca\u200d\u0dbb\u0dd3")", R"("Cafe\u0301\u00a0Noir")", R"("\u2764\ufe0f")"};
    if (hasLines(*place.field)) good.push_back(R"("3 Mill Lane\nLeeds\tUK\u200f")");
    for (const std::string& raw : good) {
      const auto problems = problemsOf(withRaw(place, raw));
      QVERIFY2(problems.empty(), (place.label() + " " + raw + " gave " + shown(problems)).c_str());
    }
  }
}

void BadInputTest::anyCharacterIsJudgedByTheKindOfText() {
  const auto isTaken = [](const char* json, std::string_view character) {
    std::string text = json;
    text.replace(text.find('@'), 1, character);
    return problemsOf(text).empty();
  };
  int taken = 0;
  constexpr std::uint32_t step = tests::sanitized ? 5 : 1;
  for (std::uint32_t c = 0x20; c < 0x110000; c += step) {
    // Each where the rules have their edges, and some of all others.
    const bool isEdge = c < 0x3200 || (c >= 0xFC00 && c < 0x10100) || (c >= 0xDFF00 && c < 0xE0200) || (c & 0xFFFF) >= 0xFFF0;
    if ((!isEdge && c % 0x101 != 0) || (c >= 0xD800 && c < 0xE000) || c == '"' || c == '\\') continue;
    const char32_t one = c;
    const std::string character = QString::fromUcs4(&one, 1).toStdString();
    const bool id = isTaken(R"({"type":"ConfirmOrder","order":"a@b"})", character), name = isTaken(R"({"type":"ListProduct","product":"p","name":"a@b","price":1,"currency":"GBP"})", character),
               lines = isTaken(R"({"type":"AddNote","order":"a","text":"a@b"})", character), alone = isTaken(R"({"type":"AddNote","order":"a","text":"@"})", character);
    const std::string which = "U+" + QString::number(c, 16).toStdString();
    // What may stand in an id may stand in a name, and that in a text.
    QVERIFY2((!id || name) && (!name || lines) && (!alone || lines), which.c_str());
    // By what Qt knows of them: letters stand anywhere, and what is no character nowhere.
    if (QChar::isNonCharacter(c) || QChar::category(c) == QChar::Other_Control) QVERIFY2(!lines, which.c_str());
    if (QChar::isSpace(c)) QVERIFY2(!alone && (!id || c == ' '), which.c_str());
    if (QChar::isLetterOrNumber(c) && c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0) QVERIFY2(id && alone, which.c_str());
    taken += id ? 1 : 0;
  }
  QVERIFY(taken > 10'000 / static_cast<int>(step));
}

void BadInputTest::everyBadValueNamesItsField_data() {
  QTest::addColumn<int>("index");
  const Node table = domain::commandTable();
  const auto places = allPlaces(table);
  for (std::size_t i = 0; i < places.size(); ++i) QTest::addRow("%s", places[i].label().c_str()) << static_cast<int>(i);
}

void BadInputTest::everyBadValueNamesItsField() {
  QFETCH(int, index);
  const Node table = domain::commandTable();
  const Place place = allPlaces(table)[static_cast<std::size_t>(index)];
  for (const std::string& raw : badValues(*place.field)) {
    const auto problems = problemsOf(withRaw(place, raw));
    QVERIFY2(namesField(problems, place.path()), (raw.substr(0, 40) + " gave " + shown(problems)).c_str());
  }
}

void BadInputTest::absentFieldsAreNamedWhenRequired() {
  const Node table = domain::commandTable();
  for (const Place& place : allPlaces(table)) {
    Node record = goodCommand(*place.command);
    std::erase_if(place.parent(record).fields, [&](const auto& field) { return field.first == textOf(*place.field, "name"); });
    const auto problems = domain::commandFromNode(record).problems;
    QVERIFY2(namesField(problems, place.path()) == place.field->find("required")->boolean, (place.label() + " gave " + shown(problems)).c_str());
  }
}

void BadInputTest::unknownFieldsAreNamed() {
  const Node table = domain::commandTable();
  for (const Place& place : allPlaces(table)) {
    Node record = goodCommand(*place.command);
    place.parent(record).fields.emplace_back("colour", Node::ofText("red"));
    const std::string path = place.path();
    const auto dot = path.rfind('.');
    QVERIFY2(namesField(domain::commandFromNode(record).problems, dot == std::string::npos ? "colour" : path.substr(0, dot + 1) + "colour"), place.label().c_str());
  }
}

void BadInputTest::aFaultIsNamedOnceAndToldAsItIs_data() {
  QTest::addColumn<QString>("json");
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("told");
  QTest::newRow("control character") << R"({"type":"ConfirmOrder","order":"a\u0007b"})" << "order" << "control characters";
  QTest::newRow("id with an accent of its own") << R"({"type":"ConfirmOrder","order":"Cafe\u0301"})" << "order" << "one character";
  QTest::newRow("name in two lines") << R"({"type":"ListProduct","product":"p","name":"a\nb","price":1,"currency":"GBP"})" << "name" << "one line";
  QTest::newRow("blank that was given") << R"({"type":"UpdateProfile","customer":"ann","email":"\u00a0"})" << "email" << "blank";
  QTest::newRow("tag") << R"({"type":"AddNote","order":"A","text":"a\udb40\udc41"})" << "text" << "tags";
  QTest::newRow("id of 65") << QString(R"({"type":"ConfirmOrder","order":"%1"})").arg(QString(65, 'x')) << "order" << "1 to 64 characters, has 65";
  QTest::newRow("text that may be empty") << QString(R"({"type":"ChangeAddress","order":"A","ship_to":"x","country":"%1"})").arg(QString(65, 'x')) << "country" << "0 to 64 characters, has 65";
  QTest::newRow("currency that is none") << R"({"type":"ListProduct","product":"p","name":"n","price":1,"currency":"XXQ"})" << "currency" << "not a currency in use";
  QTest::newRow("unknown field") << R"({"type":"ConfirmOrder","order":"A","colour":1})" << "colour" << "known are order; beside any command type, command_id, expected_version, actor";
}

void BadInputTest::aFaultIsNamedOnceAndToldAsItIs() {
  QFETCH(QString, json);
  QFETCH(QString, field);
  QFETCH(QString, told);
  const auto problems = problemsOf(json.toStdString());
  QCOMPARE(problems.size(), std::size_t{1});
  QCOMPARE(QString::fromStdString(problems.front().name), field);
  QVERIFY2(QString::fromStdString(problems.front().problem).contains(told), problems.front().problem.c_str());
}

void BadInputTest::problemsStayShort() {
  const std::string giant(1 << 20, 'k');
  for (const std::string& json : {R"({"type":")" + giant + "\"}", R"({"type":"ReceiveStock","product":"p","quantity":1,")" + giant + "\":1}", '"' + giant, "{\"" + giant + "\":1,\"" + giant + "\":2}"}) {
    const auto problems = problemsOf(json);
    QVERIFY(!problems.empty());
    for (const auto& problem : problems) QVERIFY2(problem.name.size() + problem.problem.size() < 2000, problem.name.substr(0, 100).c_str());
  }
}

void BadInputTest::noTextBringsTheReaderDown() {
  const Node table = domain::commandTable();
  const auto places = allPlaces(table);
  QVERIFY(rc::check("a command with bytes changed is read or refused with a reason", [&] {
    std::string json = withRaw(*rc::gen::elementOf(places), "1");
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) json[*rc::gen::inRange<std::size_t>(0, json.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    const auto node = domain::fromJson(json);
    if (!node) {
      RC_ASSERT(!node.error().what.empty());
      return;
    }
    const auto parsed = domain::commandFromNode(*node);
    RC_ASSERT(parsed.command.has_value() || !parsed.problems.empty());
    if (parsed.problems.empty()) RC_ASSERT(domain::check(*parsed.command).empty());
  }));
}

TWINLANE_TEST(BadInputTest)
#include "bad_input_test.moc"
