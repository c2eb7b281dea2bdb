#include "equivarify/codegen/coq/network_section.hpp"

#include "equivarify/codegen/coq/names.hpp"
#include "equivarify/codegen/coq/output_section.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

using algebra::proof::BlockTerm;
using algebra::proof::Stage;
using algebra::proof::Term;
using Kind = BlockTerm::Kind;

/// What follows for a coinduction because its layers commute: the actions on their values, the map
/// F, the premises, their names, the network and its block, the steps through F, and its last
/// layer.
constexpr char const* commuting_text =
    "(* F commutes with H if its layers do; then the network is the lift of F, in arithmetic "
    "in which\n   the mean of equals is what they are. *)\n{0}"
    "Definition plain (x : X) : Y := {1}.\n"
    "Theorem network_is_lift :\n{2}  (forall y n, mean (repeat y (S n)) = y) ->\n"
    "  (forall x, network x == lift act plain x) /\\ (forall x, p (network x) = plain x).\n"
    "Proof.\n"
    "  intros {3}of_equals.\n"
    "  assert (whole : forall x, network x == lift act plain x).\n"
    "  {{ intros x g. unfold network, {4}, block_{5}.\n"
    "    rewrite (coinduction_is_lift _ (posed_equivariant _)). unfold lift.\n"
    "    apply posed_is_plain; [exact of_equals |]. intros k y in_k. cbv beta.{6}\n"
    "    apply commutes_{7}. exact in_k. }}\n"
    "  split; [exact whole |]. intro x. unfold p. rewrite whole. exact (lift_projects X act "
    "is_gset plain x).\n"
    "Qed.\n\n";

/// Writes the section of a network.
class NetworkWriter {
public:
  explicit NetworkWriter(std::vector<BlockTerm> const& blocks)
      : network_{algebra::proof::stages(blocks)} {
    Kind const kind = blocks.front().kind;
    if (kind == Kind::lift || kind == Kind::plain) { // else a section around this one has them
      declarations_ = "Variables (X : Type) (act : G -> X -> X).\n"
                      "Hypothesis is_gset : is_action act.\n";
    }
    for (Stage const& stage : network_) {
      declare_layers(stage);
      define(stage);
      before_ = &stage;
    }
  }

  [[nodiscard]] std::string text(std::string const& name,
                                 std::vector<algebra::proof::OutputTerm> const& outputs) const {
    std::string more = network_.front().block.kind == Kind::coinduction ? is_lift() : "";
    for (algebra::proof::OutputTerm const& output : outputs) {
      more += output_section(output, network_.back().output.arguments[1].symbol);
    }
    return fmt::format("(* The network {}: blocks of layers of which nothing is known. *)\n"
                       "Section Network.\n\n"
                       "{}\n{}"
                       "Definition network (x : X) : {} := {} x.\n\n"
                       "{}Theorem network_equivariant : {}.\n"
                       "Proof using All. exact moves_{}. Qed.\n\n{}"
                       "End Network.\n\n",
                       name,
                       declarations_,
                       definitions_,
                       type_of(network_.back().output),
                       up_to(network_.back()),
                       supposed(),
                       statement("network", network_.back().output),
                       up_to(network_.back()),
                       more);
  }

private:
  /// What the theorem of the network supposes besides a group that acts on X.
  [[nodiscard]] std::string supposed() const {
    std::string text;
    for (Stage const& stage : network_) {
      for (std::string const& layer : stage.block.layers) {
        if (stage.block.kind == Kind::plain) {
          text +=
              fmt::format("(* Supposed: commutes_{0}, that layer_{0} commutes with G. *)\n", layer);
        }
      }
    }
    if (algebra::proof::is_symmetrized(network_.front().block.kind)) {
      text +=
          "(* Supposed: mean_reindexed and mean_moved, that no order of the terms changes the mean "
          "and that it\n   commutes with H. *)\n";
    }
    return text;
  }

  static std::string up_to(Stage const& stage) { return "up_to_" + stage.block.name; }

  static std::string statement(std::string const& map, Term const& output) {
    if (!is_copies(output)) {
      return fmt::format("forall g x, {0} (act g x) = {1} g ({0} x)", map, action_on(output));
    }
    return (output.arguments[0].symbol == "Q" ? "equivariant_over " : "equivariant act ") + map;
  }

  void declare_layers(Stage const& stage) {
    for (std::string const& layer : stage.block.layers) {
      Term const& sort = stage.layers.at("layer_" + layer);
      Term const& from = sort.arguments[0];
      Term const& to = sort.arguments[1];
      Term const& set = is_copies(to) ? to.arguments[1] : to;
      declarations_ += set.symbol == "Y" ? "" : fmt::format("Variable {} : Type.\n", set.symbol);
      declarations_ +=
          fmt::format("Variable layer_{} : {} -> {}.\n",
                      layer,
                      is_copies(from) ? "list " + from.arguments[1].symbol : from.symbol,
                      is_copies(to) ? fmt::format("({})", type_of(to)) : to.symbol);
      if (stage.block.kind == Kind::plain) {
        suppose_commuting(layer, from, to);
      }
    }
  }

  /// That a layer used as it is commutes with the group.
  void suppose_commuting(std::string const& layer, Term const& from, Term const& to) {
    std::string const moved =
        is_copies(from) ? "(seen_from e (move g y))" : fmt::format("({} g y)", action_on(from));
    std::string const unmoved = is_copies(from) ? "(seen_from e y)" : "y";
    if (!is_copies(to)) {
      declarations_ += fmt::format("Variable {0} : G -> {1} -> {1}.\nHypothesis gset_{2} : "
                                   "is_action {0}.\n",
                                   action_on(to),
                                   to.symbol,
                                   layer);
    }
    declarations_ += fmt::format("Hypothesis commutes_{0} : forall g y, layer_{0} {1} {2} {3} g "
                                 "(layer_{0} {4}).\n",
                                 layer,
                                 moved,
                                 is_copies(to) ? "==" : "=",
                                 is_copies(to) ? "move" : action_on(to),
                                 unmoved);
  }

  /// The block, and the network up to it with its theorem.
  void define(Stage const& stage) {
    std::string const input = before_ == nullptr ? "x" : fmt::format("({} x)", up_to(*before_));
    bool const lists = stage.block.kind == Kind::plain && is_copies(stage.input);
    definitions_ += fmt::format("Definition block_{0} := {1}.\n"
                                "Definition up_to_{0} (x : X) : {2} := block_{0} {3}.\n"
                                "Lemma moves_up_to_{0} : {4}.\n"
                                "Proof. {5} Qed.\n\n",
                                stage.block.name,
                                map_of(stage),
                                type_of(stage.output),
                                lists ? fmt::format("(seen_from e {})", input) : input,
                                statement(up_to(stage), stage.output),
                                proof_of(stage));
  }

  static std::string map_of(Stage const& stage) {
    std::string plain = fmt::format("(fun x => {})", applied(stage.block));
    switch (stage.block.kind) {
    case Kind::plain:
      return plain;
    case Kind::average:
      return fmt::format("coinduce (average {})", plain);
    case Kind::pose:
    case Kind::coinduction:
      return fmt::format("coinduce (posed {})", plain);
    default:
      return fmt::format("{} {}", construction(stage), plain);
    }
  }

  /// `lift act`, `each` or `concat`, over the quotient with `_over`.
  static std::string construction(Stage const& stage) {
    std::string const over = is_quotient(stage.block.kind) ? "_over" : "";
    bool const concat =
        stage.block.kind == Kind::concat || stage.block.kind == Kind::quotient_concat;
    if (concat || is_copies(stage.input)) {
      return (concat ? "concat" : "each") + over;
    }
    return over.empty() ? "lift " + action_on(stage.input) : "lift" + over;
  }

  [[nodiscard]] std::string proof_of(Stage const& stage) const {
    switch (stage.block.kind) {
    case Kind::plain:
      return proof_of_plain(stage);
    case Kind::average:
      return "apply coinduction_equivariant, averaged_equivariant.";
    case Kind::pose:
    case Kind::coinduction:
      return "apply coinduction_equivariant, posed_equivariant.";
    default:
      return is_copies(stage.input) ? proof_on_copies(stage) : proof_of_lift(stage);
    }
  }

  [[nodiscard]] std::string proof_of_lift(Stage const& stage) const {
    if (is_quotient(stage.block.kind)) {
      return "exact (quotient_lift_equivariant _).";
    }
    if (before_ == nullptr) {
      return "apply lift_equivariant, is_gset.";
    }
    return fmt::format("intros g x h. unfold {}. rewrite moves_{}. apply lift_equivariant, "
                       "gset_{}.",
                       up_to(stage),
                       up_to(*before_),
                       before_->block.layers.back());
  }

  [[nodiscard]] std::string proof_on_copies(Stage const& stage) const {
    bool const over = is_quotient(stage.block.kind);
    std::string const map = construction(stage);
    std::string const fact =
        over ? fmt::format("(quotient_{}_equivariant _)", map.substr(0, map.size() - 5))
             : fmt::format("({}_equivariant _)", map);
    return fmt::format("exact (then_equivariant{} {} block_{} moves_{} (proj1 {}) {}).",
                       over ? "_over" : " act",
                       up_to(*before_),
                       stage.block.name,
                       up_to(*before_),
                       fact,
                       over ? fmt::format("(proj2 {})", fact)
                            : fmt::format("(proj1 (proj2 {}))", fact));
  }

  [[nodiscard]] std::string proof_of_plain(Stage const& stage) const {
    std::string text = is_copies(stage.output) ? "intros g x h." : "intros g x.";
    text += fmt::format(" unfold {}, block_{}.", up_to(stage), stage.block.name);
    if (before_ != nullptr) {
      text += is_copies(stage.input)
                  ? fmt::format(" rewrite (seen_same e _ _ (moves_{} g x)).", up_to(*before_))
                  : fmt::format(" rewrite moves_{}.", up_to(*before_));
    }
    for (std::string const& layer : stage.block.layers) {
      bool const last = &layer == &stage.block.layers.back();
      text += fmt::format(" {} commutes_{}.", last ? "apply" : "rewrite", layer);
    }
    return text;
  }

  /// That the coinduction of layers that commute with H is their lift.
  [[nodiscard]] std::string is_lift() const {
    Stage const& stage = network_.front();
    std::string const& last = stage.block.layers.back();
    std::string actions;
    std::string premises;
    std::string names;
    std::string steps;
    for (std::string const& layer : stage.block.layers) {
      Term const& sort = stage.layers.at("layer_" + layer);
      if (layer != last) {
        actions += fmt::format("Variable {0} : G -> {1} -> {1}.\n",
                               action_on(sort.arguments[1]),
                               sort.arguments[1].symbol);
        steps += fmt::format(" rewrite commutes_{} by assumption.", layer);
      }
      premises += fmt::format("  (forall k y, In k members -> layer_{0} ({1} k y) = {2} k "
                              "(layer_{0} y)) ->\n",
                              layer,
                              action_on(sort.arguments[0]),
                              action_on(sort.arguments[1]));
      names += "commutes_" + layer + " ";
    }
    return fmt::format(commuting_text,
                       actions,
                       applied(stage.block),
                       premises,
                       names,
                       up_to(stage),
                       stage.block.name,
                       steps,
                       last);
  }

  std::vector<Stage> network_;
  Stage const* before_ = nullptr;
  std::string declarations_;
  std::string definitions_;
};

} // namespace

std::string network_section(std::string const& name,
                            std::vector<BlockTerm> const& blocks,
                            std::vector<algebra::proof::OutputTerm> const& outputs) {
  return NetworkWriter{blocks}.text(name, outputs);
}

} // namespace equivarify::codegen
