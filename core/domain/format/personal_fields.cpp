#include "domain/format/personal_fields.h"

#include "domain/events.h"

#include <set>
#include <utility>

namespace twinlane::domain {
namespace {

struct SealedNames {
  std::set<std::string, std::less<>> names;
  template <class T>
  void field(const char* fieldName, T&, const FieldRule& rule) {
    if (rule.sealed) names.insert(fieldName);
  }
  template <class T>
  void list(const char*, std::vector<T>&, const FieldRule&) {}  // parts of lists are never sealed
};

template <std::size_t... I>
std::set<std::string, std::less<>> allNames(std::index_sequence<I...>) {
  SealedNames collector;
  const auto collect = [&collector]<class E>() {
    E empty;
    describe(collector, empty);
  };
  (collect.template operator()<std::variant_alternative_t<I, Event>>(), ...);
  // "name" is a person's in one event and a product's in another; a mask errs on the safe side.
  return std::move(collector.names);
}

}  // namespace

bool isPersonal(std::string_view fieldName) {
  static const auto names = allNames(std::make_index_sequence<std::variant_size_v<Event>>{});
  return names.contains(fieldName);
}

}  // namespace twinlane::domain
