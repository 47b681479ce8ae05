// Who asks: a name with roles. Plain value.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

namespace twinlane::security {

enum class Role : std::uint8_t { Operator = 1, Supervisor = 2, Auditor = 4, Trainer = 8, Administrator = 16 };
// All of them, by name.
inline constexpr std::array<std::pair<Role, const char*>, 5> roleNames = {
    {{Role::Administrator, "administrator"}, {Role::Auditor, "auditor"}, {Role::Operator, "operator"}, {Role::Supervisor, "supervisor"}, {Role::Trainer, "trainer"}}};

struct Principal {
  std::string name;
  std::uint8_t roles = 0;

  bool has(Role role) const { return (roles & static_cast<std::uint8_t>(role)) != 0; }
  static Principal of(std::string name, std::initializer_list<Role> roles) {
    Principal principal{std::move(name), 0};
    for (Role role : roles) principal.roles = static_cast<std::uint8_t>(principal.roles | static_cast<std::uint8_t>(role));
    return principal;
  }
  // A local folder runs as operator and supervisor.
  static Principal local(std::string name) { return of(std::move(name), {Role::Operator, Role::Supervisor}); }
};

}  // namespace twinlane::security
