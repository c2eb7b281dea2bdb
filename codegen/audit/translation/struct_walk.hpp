/// \file
/// The structs of a generated header, and the map that they are.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_STRUCT_WALK_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_STRUCT_WALK_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/translation/integer_list.hpp"
#include "equivarify/codegen/audit/translation/translation.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace equivarify::audit {

/// Goes through the structs of a header, in order.
class StructWalk {
public:
  StructWalk(Translation const& translation, MapTerms& terms)
      : translation_{translation}, terms_{terms} {}

  /// Judges the struct at \p node. \throws Refusal unless its code is what it says that it is.
  void enter(Node const& node);

  /// The value of the last struct. \throws Refusal if nothing reads another one.
  [[nodiscard]] MapTerm result() const;

  /// The structs so far as a header has them, by their names.
  [[nodiscard]] std::map<std::string, std::string> const& declarations() const {
    return declarations_;
  }

  /// Those that are layers of the spec, by their names.
  [[nodiscard]] std::map<std::string, LayerStruct> const& layer_structs() const {
    return layer_structs_;
  }

  /// `rt::Step<Conv1,Lift>` of each that is a step, separated by commas.
  [[nodiscard]] std::string const& steps() const { return steps_; }

private:
  void read_values(std::string const& work, std::vector<std::string> const& names);
  void declare();
  [[nodiscard]] bool has_weights(std::string const& name) const;
  void make(std::string const& work);
  void lift();
  void poses();
  void norm();
  void flatten();
  void concatenate();
  void layer();
  void end(std::string const& work);
  void keep(Made made);
  void expect_code(std::string const& due) const;
  [[noreturn]] void fail(std::string const& reason) const;

  Translation const& translation_;
  MapTerms& terms_;
  Struct struct_;                           ///< at hand
  std::map<std::string, Made> values_;      ///< by type
  std::map<std::string, FoldedNorm> norms_; ///< by type
  std::set<std::string> unread_;
  std::map<std::string, std::string> declarations_;
  std::map<std::string, LayerStruct> layer_structs_;
  std::string steps_;
  bool by_channel_ = false; ///< vectors lie as specs have them
  bool is_rebuilt_ = false; ///< copies were rebuilt from fewer
  bool has_ended_ = false;  ///< outputs were read
};

} // namespace equivarify::audit

#endif
