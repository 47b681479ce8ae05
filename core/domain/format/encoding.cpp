#include "domain/format/encoding.h"

#include "base/fault/sabotage.h"
#include "domain/format/stored_fields.h"

#include <utility>

namespace twinlane::domain {
namespace {

template <class E>
bool decodeAs(Event& event, int version, base::ByteView payload, base::ByteView sealed) {
  FieldReaderCbor reader(payload, sealed, version);
  return reader.record(event.emplace<E>());
}

template <std::size_t... I>
base::Result<Event> decodeAny(int type, int version, base::ByteView payload, base::ByteView sealed, std::index_sequence<I...>) {
  Event event;
  bool known = false, whole = false;
  int newest = 0;
  auto tryType = [&]<class E>() {
    if (E::type != type) return;
    known = true;
    newest = E::schemaVersion;
    if (version >= 1 && version <= newest) whole = decodeAs<E>(event, TWINLANE_SABOTAGE("upcaster-skipped") ? newest : version, payload, sealed);
  };
  (tryType.template operator()<std::variant_alternative_t<I, Event>>(), ...);
  if (!known)
    return base::fail(base::ErrorCode::Newer, "event type " + std::to_string(type) + " is not known to this version", {}, "use a newer Twinlane");
  if (version < 1 || version > newest)
    return base::fail(base::ErrorCode::Newer, std::string(typeNameOf(type)) + " version " + std::to_string(version) + " is not known to this version", {}, "use a newer Twinlane");
  if (!whole)
    return base::fail(base::ErrorCode::Damaged, std::string("the bytes are no ") + typeNameOf(type) + " version " + std::to_string(version));
  return event;
}

// ---- view for people

class NodeWriter {
 public:
  Node node = Node::record();

  template <class T>
  void field(const char* fieldName, T& value, const FieldRule&) { node.fields.emplace_back(fieldName, toValue(value)); }
  template <class T>
  void list(const char* fieldName, std::vector<T>& items, const FieldRule&) {
    Node children = Node::list();
    for (T& item : items) {
      NodeWriter writer;
      describe(writer, item);
      children.items.push_back(std::move(writer.node));
    }
    node.fields.emplace_back(fieldName, std::move(children));
  }

 private:
  static Node toValue(const std::string& value) { return value.empty() ? Node{} : Node::ofText(value); }
  static Node toValue(int value) { return Node::ofNumber(std::to_string(value)); }
  static Node toValue(bool value) { return Node::ofBoolean(value); }
  template <class Tag>
  static Node toValue(const base::StrongId<Tag>& value) { return Node::ofText(value.text); }
  template <class T>
  static Node toValue(const std::optional<T>& value) { return value ? toValue(*value) : Node{}; }
  template <class T>
    requires requires(const T& v) { v.toText(); }
  static Node toValue(const T& value) { return Node::ofText(value.toText()); }
};

}  // namespace

EncodedEvent encode(const Event& event) {
  return std::visit(
      [](const auto& e) {
        using E = std::decay_t<decltype(e)>;
        FieldWriter writer;
        // describe() takes a reference it may write to; the writer only reads.
        writer.record(const_cast<E&>(e));
        return EncodedEvent{E::type, E::schemaVersion, writer.takeOpen(), writer.takeSealed()};
      },
      event);
}

base::Result<Event> decode(int type, int version, base::ByteView payload, base::ByteView sealed) {
  return decodeAny(type, version, payload, sealed, std::make_index_sequence<std::variant_size_v<Event>>{});
}

base::Digest contentDigest(const Command& command) {
  return std::visit(
      [](const auto& c) {
        using C = std::decay_t<decltype(c)>;
        FieldWriter writer;
        writer.record(const_cast<C&>(c));
        const base::Bytes open = writer.takeOpen(), sealed = writer.takeSealed();
        return base::DigestWriter{}.field(std::string_view(C::name)).field(base::ByteView(open)).field(base::ByteView(sealed)).digest();
      },
      command);
}

Node toNode(const Event& event) {
  return std::visit(
      [](const auto& e) {
        NodeWriter writer;
        describe(writer, const_cast<std::decay_t<decltype(e)>&>(e));
        return std::move(writer.node);
      },
      event);
}

Node toNode(const Command& command) {
  return std::visit(
      [](const auto& c) {
        NodeWriter writer;
        writer.node.fields.emplace_back("type", Node::ofText(std::decay_t<decltype(c)>::name));
        describe(writer, const_cast<std::decay_t<decltype(c)>&>(c));
        return std::move(writer.node);
      },
      command);
}

}  // namespace twinlane::domain
