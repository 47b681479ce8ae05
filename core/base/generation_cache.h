// A map of what was used lately, bounded (a capacity below three counts as three), without a pause when it is full: entries
// live in two generations; one that is found in the older is young again, and when the young ones fill their third the older
// are given up, two with each one put in, since to free thousands at once would be a pause. One thread. A pointer holds until
// its entry is erased or a third of the capacity of others was put in.
#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace twinlane::base {

template <class Key, class Value>
class GenerationCache {
 public:
  using Map = std::unordered_map<Key, Value>;

  explicit GenerationCache(std::size_t capacity) : m_share(std::max<std::size_t>(capacity / 3, 1)) {}

  Value* find(const Key& key) {
    if (const auto known = m_young.find(key); known != m_young.end()) return &known->second;
    auto old = m_old.extract(key);
    if (old.empty()) return nullptr;
    makeRoom();
    return &m_young.insert(std::move(old)).position->second;
  }

  Value& put(const Key& key, Value value) {
    makeRoom();
    return m_young.insert_or_assign(key, std::move(value)).first->second;
  }
  void put(typename Map::node_type node) {
    makeRoom();
    auto known = m_young.insert(std::move(node));
    if (!known.inserted) known.position->second = std::move(known.node.mapped());
  }

  void erase(const Key& key) {
    m_young.erase(key);
    m_old.erase(key);
  }
  void clear() {
    m_young.clear();
    m_old.clear();
    m_givenUp.clear();
  }

 private:
  void makeRoom() {
    for (int most = 2; most > 0 && !m_givenUp.empty(); --most) m_givenUp.erase(m_givenUp.begin());
    if (m_young.size() < m_share) return;
    m_givenUp = std::move(m_old);
    m_old = std::move(m_young);
    m_young.clear();
  }

  const std::size_t m_share;
  Map m_young, m_old, m_givenUp;
};

}  // namespace twinlane::base
