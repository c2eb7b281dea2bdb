/// \file
/// A way to make a plain network equivariant, and the list of those that are compared.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_METHOD_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_METHOD_HPP

#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/spec.hpp"
#include "equivarify/runtime/records/fields.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The spec that is compared, with its group and action resolved.
struct ComparedSpec {
  Spec spec;
  Network network;
  std::string subgroup; ///< for coinduction, an element that generates it; empty to choose one
};

/// A spec made from another by a method, or why there is none.
struct Derivation {
  std::optional<Spec> spec{};
  std::string note{}; ///< why there is none, or which subgroup it is by
};

/// What is claimed of p F^ = F, the last part of the third clause of definition 3.0.3.
enum class Projection {
  kept,  ///< p F^ = F for the F that is made equivariant
  fails, ///< F is changed
  no_map ///< no one F on the inputs is made equivariant (example 4.0.1)
};

/// One construction. To add one: a file in methods/ with its function, a line in method.cpp.
struct Method {
  std::string name;    ///< such as `g_product`
  std::string formula; ///< what it computes
  bool absolute = true;
  std::string scope; ///< for which inputs or maps, in words
  Projection projection = Projection::kept;
  std::string gives_up; ///< the clause of definition 3.0.3 that it gives up; empty if none
  /// The spec by this method with the layers of the compared one.
  Derivation (*derive)(ComparedSpec const& compared) = nullptr;

  static void describe(auto& fields) {
    fields.field("name", &Method::name);
    fields.field("formula", &Method::formula);
    fields.field("scope", &Method::absolute, runtime::InWords{{"relative", "absolute"}});
    fields.field("scope_in_words", &Method::scope);
    fields.field("gives_up", &Method::gives_up, runtime::NullWhereEmpty{});
  }
};

/// All methods, in the order in which they are shown.
[[nodiscard]] std::vector<Method> const& methods();

[[nodiscard]] Method g_product_method();
[[nodiscard]] Method layer_by_layer_method();
[[nodiscard]] Method concat_method();
[[nodiscard]] Method kernel_quotient_method();
[[nodiscard]] Method coinduction_method();
[[nodiscard]] Method reynolds_method();
[[nodiscard]] Method canonical_method();

} // namespace equivarify::codegen

#endif
