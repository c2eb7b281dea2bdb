#include "equivarify/codegen/coq/coq.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace equivarify::codegen {
namespace {

/// The theorems of lemmas.v, under the id of the lemma identity that they are.
constexpr char const* lemma_theorems =
    "action lift_equivariant lift_projects lift_unique lift_bijection equivarification compose "
    "universal kernel_normal_subgroup kernel_action kernel_lift_equivariant kernel_lift_projects "
    "kernel_lift_unique kernel_inclusion_injective kernel_inclusion_equivariant "
    "kernel_inclusion_image concat_equivariant each_equivariant labels parameters";

/// `layer_b (layer_a x)` for the layers a, b.
std::string applied(Block const& block) {
  std::string text = "x";
  for (Layer const& layer : block.layers) {
    text = fmt::format("layer_{} {}", layer.name, text == "x" ? text : fmt::format("({})", text));
  }
  return text;
}

/// Writes the section of a network.
class NetworkWriter {
public:
  std::string write(Network const& network) {
    for (Block const& block : network.blocks) {
      declare_layers(block);
      define(block);
    }
    return fmt::format("(* The network {}: blocks of layers of which nothing is known. *)\n"
                       "Section Network.\n\n"
                       "Variables (X : Type) (act : G -> X -> X).\n"
                       "Hypothesis is_gset : is_action act.\n"
                       "{}\n{}"
                       "Definition network (x : X) : G -> {} := {}.\n\n"
                       "Theorem network_equivariant : equivariant act network.\n"
                       "Proof using All. exact {}_equivariant. Qed.\n\n"
                       "End Network.\n\n",
                       network.name,
                       declarations_,
                       definitions_,
                       set_,
                       whole_ + " x",
                       whole_);
  }

private:
  void declare_layers(Block const& block) {
    bool const is_concat = block.equivarification == Equivarification::concat;
    std::string from = is_concat ? fmt::format("list {}", set_) : set_;
    for (Layer const& layer : block.layers) {
      set_ = "Z_" + layer.name;
      declarations_ +=
          fmt::format("Variables ({0} : Type) (layer_{1} : {2} -> {0}).\n", set_, layer.name, from);
      from = set_;
    }
  }

  /// The block, and the network up to it with its theorem.
  void define(Block const& block) {
    bool const is_first = whole_.empty();
    bool const is_concat = block.equivarification == Equivarification::concat;
    char const* const construction = is_first ? "lift act" : is_concat ? "concat" : "each";
    definitions_ += fmt::format(
        "Definition block_{} := {} (fun x => {}).\n", block.name, construction, applied(block));
    std::string const whole = "up_to_" + block.name;
    std::string const before = is_first ? "x" : fmt::format("({} x)", whole_);
    definitions_ += fmt::format("Definition {} (x : X) : G -> {} := block_{} {}.\n"
                                "Lemma {}_equivariant : equivariant act {}.\n",
                                whole,
                                set_,
                                block.name,
                                before,
                                whole,
                                whole);
    definitions_ += is_first ? "Proof. apply lift_equivariant, is_gset. Qed.\n\n"
                             : fmt::format("Proof.\n"
                                           "  exact (then_equivariant act {0} block_{2} "
                                           "{0}_equivariant\n"
                                           "    (proj1 ({1}_equivariant _)) "
                                           "(proj1 (proj2 ({1}_equivariant _)))).\n"
                                           "Qed.\n\n",
                                           whole_,
                                           construction,
                                           block.name);
    whole_ = whole;
  }

  std::string set_ = "X";
  std::string whole_; ///< the network so far
  std::string declarations_;
  std::string definitions_;
};

std::string bracketed(std::vector<std::uint32_t> const& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, "; "));
}

constexpr char const* table_proofs = R"(
Definition times (a b : element) : element := of_number (nth (number b) (nth (number a) table []) 0).
Definition inverse (a : element) : element := of_number (nth (number a) inverses 0).
Definition equal (a b : element) : bool := Nat.eqb (number a) (number b).

Lemma numbers_tell a b : equal a b = true -> a = b.
Proof.
  assert (round : forall c, of_number (number c) = c) by (intro c; destruct c; reflexivity).
  intro H. rewrite <- (round a), <- (round b). f_equal. apply PeanoNat.Nat.eqb_eq, H.
Qed.

Lemma everywhere (P : element -> bool) : forallb P all = true -> forall a, P a = true.
Proof.
  intros H a. apply (proj1 (forallb_forall P all) H).
  destruct a; cbn; repeat (left; reflexivity) || right; fail.
Qed.

Theorem table_associative : forall a b c, times (times a b) c = times a (times b c).
Proof.
  intros a b c. apply numbers_tell. revert c. apply everywhere. revert b.
  apply (everywhere (fun b => forallb (fun c => equal (times (times a b) c) (times a (times b c))) all)).
  revert a.
  apply (everywhere (fun a => forallb (fun b => forallb (fun c =>
    equal (times (times a b) c) (times a (times b c))) all) all)).
  vm_compute. reflexivity.
Qed.

Theorem table_identity : forall a, times g0 a = a.
Proof. intro a. destruct a; reflexivity. Qed.

Theorem table_inverse : forall a, times (inverse a) a = g0.
Proof. intro a. destruct a; reflexivity. Qed.

)";

/// The table of \p group, that it is one of a group, and the theorem of the network for it.
std::string table_text(algebra::Group const& group) {
  std::vector<std::string> names;
  std::vector<std::uint32_t> inverses;
  std::vector<std::string> rows;
  std::string numbers;
  for (algebra::Element const g : group.elements()) {
    names.push_back(fmt::format("g{}", g.index()));
    inverses.push_back(group.inverse(g).index());
    numbers += fmt::format(" | {} => {}", names.back(), g.index());
    std::vector<std::uint32_t> row;
    for (algebra::Element const h : group.elements()) {
      row.push_back(group.multiply(g, h).index());
    }
    rows.push_back(bracketed(row));
  }
  return fmt::format("(* {0} by its table. *)\n"
                     "Inductive element : Set := {1}.\n"
                     "Definition all : list element := [{2}].\n"
                     "Definition number (a : element) : nat := match a with{3} end.\n"
                     "Definition of_number (n : nat) : element := nth n all g0.\n"
                     "Definition table : list (list nat) :=\n  [{4}].\n"
                     "Definition inverses : list nat := {5}.\n",
                     group.name(),
                     fmt::join(names, " | "),
                     fmt::join(names, "; "),
                     numbers,
                     fmt::join(rows, ";\n   "),
                     bracketed(inverses)) +
         table_proofs +
         "(* The network with this group, for every G-set X and all layers. *)\n"
         "Definition network_of_table := network_equivariant element g0 times inverse\n"
         "  table_associative table_identity table_inverse all.\n\n";
}

} // namespace

std::string to_coq(Network const& network) {
  std::string_view const lemmas = coq_lemmas();
  std::size_t const end = lemmas.rfind("End Equivarification.");
  std::string text = fmt::format("(* Generated by equivarify from the spec {}, sha256 {}.\n"
                                 "   Check it with: coqc FILE.v *)\n{}{}{}\n",
                                 network.name,
                                 network.spec_sha256,
                                 lemmas.substr(0, end),
                                 NetworkWriter{}.write(network),
                                 lemmas.substr(end));
  std::string theorems = fmt::format("{} network_equivariant", lemma_theorems);
  if (network.group.order() <= largest_coq_table) {
    text += table_text(network.group);
    theorems += " table_associative table_identity table_inverse network_of_table";
  }
  text += "(* What each theorem rests on. *)\n";
  for (std::size_t at = 0; at < theorems.size();) {
    std::size_t const blank = std::min(theorems.find(' ', at), theorems.size());
    text += fmt::format("Print Assumptions {}.\n", theorems.substr(at, blank - at));
    at = blank + 1;
  }
  return text;
}

} // namespace equivarify::codegen
