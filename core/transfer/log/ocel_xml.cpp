// The XML form, read as a stream by expat. Document type declarations are refused: logs have none, and entities are how small
// files grow large.
#include "transfer/log/ocel_log.h"

#include <algorithm>
#include <array>
#include <expat.h>
#include <memory>

namespace twinlane::transfer {
namespace {

constexpr std::size_t maxXmlText = 1024 * 1024;
constexpr int maxXmlDepth = 32;

class XmlRecords {
 public:
  XmlRecords(XML_Parser parser, const TakeRecord& take) : m_parser(parser), m_take(take) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser, [](void* self, const XML_Char* element, const XML_Char** attributes) { static_cast<XmlRecords*>(self)->begin(element, attributes); },
        [](void* self, const XML_Char* element) { static_cast<XmlRecords*>(self)->end(element); });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int length) { static_cast<XmlRecords*>(self)->text({text, static_cast<std::size_t>(length)}); });
    XML_SetStartDoctypeDeclHandler(parser, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) { static_cast<XmlRecords*>(self)->stop("it has a document type declaration"); });
  }

  std::string problem;
  std::optional<base::Error> refused;

 private:
  static std::string valueOf(const XML_Char** attributes, std::string_view wanted) {
    for (; *attributes != nullptr; attributes += 2)
      if (wanted == attributes[0]) return attributes[1];
    return {};
  }

  void stop(std::string why) {
    if (problem.empty()) problem = std::move(why);
    XML_StopParser(m_parser, XML_FALSE);
  }

  void begin(std::string_view element, const XML_Char** attributes) {
    if (++m_depth > maxXmlDepth) return stop("elements are nested too deep");
    if (m_depth == 1) {
      if (element != "log" && element != "ocel") stop("its first element is no log");
    } else if (m_depth == 3 && (element == "event" || element == "object")) {
      m_isOpen = true;
      m_record = {};
      m_recordBytes = 0;
      m_record.isEvent = element == "event";
      m_record.id = valueOf(attributes, "id");
      m_record.type = valueOf(attributes, "type");
      m_record.time = valueOf(attributes, "time");
    } else if (m_isOpen && std::max(m_record.attributes.size(), m_record.relations.size()) >= maxPartsOfRecord) {
      stop(tooManyParts);
    } else if (m_isOpen && element == "attribute") {
      const LogAttribute& attribute = m_record.attributes.emplace_back(LogAttribute{valueOf(attributes, "name"), {}, valueOf(attributes, "time")});
      count(attribute.name.size() + attribute.time.size());
      m_isValue = true;
    } else if (m_isOpen && m_depth == 5 && (element == "relationship" || element == "object")) {
      const Staging::Relation& relation = m_record.relations.emplace_back(Staging::Relation{valueOf(attributes, "object-id"), valueOf(attributes, "qualifier")});
      count(relation.id.size() + relation.qualifier.size());
    }
  }

  void end(std::string_view element) {
    --m_depth;
    if (element == "attribute") m_isValue = false;
    if (m_depth != 2 || !m_isOpen) return;
    m_isOpen = false;
    if (const auto taken = m_take(m_record); !taken) {
      refused = taken.error();
      stop("refused");
    }
  }

  void text(std::string_view more) {
    if (!m_isValue) return;
    count(more.size());
    std::string& value = m_record.attributes.back().value;
    value.append(more);
    if (value.size() > maxXmlText) stop("a text is longer than 1 MiB");
  }

  void count(std::size_t bytes) {
    m_recordBytes += bytes;
    if (m_recordBytes > maxBytesOfRecord) stop(tooManyBytes);
  }

  XML_Parser m_parser;
  const TakeRecord& m_take;
  std::size_t m_recordBytes = 0;
  int m_depth = 0;
  bool m_isOpen = false, m_isValue = false;
  LogRecord m_record;
};

}  // namespace

base::Status readOcelXml(ByteSource& source, const TakeRecord& take) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  XmlRecords records(parser.get(), take);
  std::array<char, 64 * 1024> block{};
  std::int64_t sinceElement = 0;
  for (bool isLast = false; !isLast;) {
    const auto got = source.read(block);
    if (!got) return tl::unexpected(got.error());
    isLast = *got == 0;
    const XML_Index before = XML_GetCurrentByteIndex(parser.get());
    const XML_Status parsed = XML_Parse(parser.get(), block.data(), static_cast<int>(*got), isLast ? 1 : 0);
    if (records.refused) return tl::unexpected(*records.refused);
    // One tag without end would be kept whole.
    sinceElement = XML_GetCurrentByteIndex(parser.get()) == before ? sinceElement + static_cast<std::int64_t>(*got) : 0;
    if (parsed == XML_STATUS_OK && sinceElement <= static_cast<std::int64_t>(maxXmlText)) continue;
    const std::string why = !records.problem.empty() ? records.problem : parsed == XML_STATUS_OK ? "a tag is longer than 1 MiB" : XML_ErrorString(XML_GetErrorCode(parser.get()));
    return base::fail(base::ErrorCode::BadInput, "no event log in XML: " + why, source.path() + ", line " + std::to_string(XML_GetCurrentLineNumber(parser.get())),
                      "give a log in the OCEL 2.0 standard, or export it again");
  }
  return {};
}

}  // namespace twinlane::transfer
