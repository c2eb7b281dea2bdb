#include "equivarify/codegen/coq/table_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

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

constexpr char const* subgroup_proofs = R"(
Definition is_member (a : element) : bool := existsb (equal a) members.
Definition representative (a : element) : element := of_number (nth (number a) representatives 0).

Lemma member a : is_member a = true <-> In a members.
Proof.
  unfold is_member. rewrite existsb_exists. split.
  - intros (b & in_list & same_number). apply numbers_tell in same_number. subst b. exact in_list.
  - intro in_list. exists a. split; [exact in_list |]. apply PeanoNat.Nat.eqb_refl.
Qed.

Lemma no_member_twice : NoDup members.
Proof. repeat constructor; cbn; intuition discriminate. Qed.

Lemma products_in : forall k l, In k members -> In l members -> In (times k l) members.
Proof.
  intros k l in_k in_l. apply member. revert l in_l. apply forallb_forall. revert k in_k.
  apply (proj1 (forallb_forall (fun k => forallb (fun l => is_member (times k l)) members) members)).
  vm_compute. reflexivity.
Qed.

Lemma inverses_in : forall k, In k members -> In (inverse k) members.
Proof.
  intros k in_k. apply member. revert k in_k.
  apply (proj1 (forallb_forall (fun k => is_member (inverse k)) members)). vm_compute. reflexivity.
Qed.

Lemma rests_in : forall g, In (times (inverse (representative g)) g) members.
Proof.
  intro g. apply member. revert g. apply everywhere. vm_compute. reflexivity.
Qed.

)";

/// The table of \p group and that it is one of a group.
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
         table_proofs;
}

/// The elements of \p subgroup, and the representative of the coset of each element.
std::string subgroup_text(algebra::Subgroup const& subgroup) {
  std::vector<std::string> members;
  for (algebra::Element const k : subgroup.elements()) {
    members.push_back(fmt::format("g{}", k.index()));
  }
  std::vector<algebra::Element> const transversal = subgroup.transversal();
  std::vector<std::uint32_t> representatives;
  for (std::uint32_t const coset : subgroup.coset_numbers()) {
    representatives.push_back(transversal[coset].index());
  }
  return fmt::format("(* The subgroup H, and the representative of the coset of each element. *)\n"
                     "Definition members : list element := [{}].\n"
                     "Definition representatives : list nat := {}.\n",
                     fmt::join(members, "; "),
                     bracketed(representatives)) +
         subgroup_proofs;
}

} // namespace

std::string table_section(Network const& network) {
  bool const has_subgroup =
      network.construction && network.construction->kind != ConstructionKind::kernel_quotient;
  char const* const of_subgroup =
      " X act is_gset members no_member_twice\n  products_in inverses_in representative rests_in";
  return fmt::format(
      "{}{}"
      "(* The network with this group, for every G-set X and all layers. *)\n"
      "Definition network_of_table{} := network_equivariant element g0 times inverse\n"
      "  table_associative table_identity table_inverse all{}.\n\n",
      table_text(network.group),
      has_subgroup ? subgroup_text(network.construction->subgroup) : "",
      has_subgroup ? " X act is_gset" : "",
      has_subgroup ? of_subgroup : "");
}

} // namespace equivarify::codegen
