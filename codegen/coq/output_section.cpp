#include "equivarify/codegen/coq/output_section.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

/// {0}: the name of the output, {1}: the type of a copy.
constexpr char const* mean_text =
    "(* Output {0}: the mean of h s(h) over G, s being its part of the copies.\n"
    "   Supposed: mean_V_reindexed and mean_V_moved, that no order of the terms changes the mean "
    "and that it\n   commutes with G. *)\n"
    "Section Output_{0}.\n"
    "Hypothesis no_element_twice : NoDup elements.\n"
    "Hypothesis every_element : forall g, In g elements.\n"
    "Variables (V : Type) (act_V : G -> V -> V) (part : {1} -> V) (mean_V : list V -> V).\n"
    "Hypothesis is_vset : is_action act_V.\n"
    "Hypothesis mean_V_reindexed : forall l m, Permutation l m -> mean_V l = mean_V m.\n"
    "Hypothesis mean_V_moved : forall g l, mean_V (map (act_V g) l) = act_V g (mean_V l).\n"
    "Definition output_{0} (x : X) : V := head V act_V mean_V (each part (network x)).\n\n"
    "Theorem output_{0}_equivariant g x : output_{0} (act g x) = act_V g (output_{0} x).\n"
    "Proof using All.\n"
    "  unfold output_{0}. rewrite <- mean_head_equivariant by assumption. unfold head.\n"
    "  f_equal. apply map_ext. intro h. f_equal. exact (f_equal part (network_equivariant g x "
    "h)).\n"
    "Qed.\n"
    "End Output_{0}.\n\n";

constexpr char const* induced_text =
    "(* Output {0}: at t the mean of k s(t k) over a subgroup, s being its part of the copies.\n"
    "   Supposed: mean_reindexed and mean_moved, that no order of the terms changes the mean and "
    "that it\n   commutes with the subgroup. *)\n"
    "Section Output_{0}.\n"
    "Variable members : list G.\n"
    "Hypothesis no_member_twice : NoDup members.\n"
    "Hypothesis closed : forall k l, In k members -> In l members -> In (k * l) members.\n"
    "Hypothesis inverses : forall k, In k members -> In (inv k) members.\n"
    "Variables (V : Type) (act_V : G -> V -> V) (part : {1} -> V) (mean : list V -> V).\n"
    "Hypothesis V_product : forall k l v, In k members -> In l members ->\n"
    "  act_V k (act_V l v) = act_V (k * l) v.\n"
    "Hypothesis mean_reindexed : forall l m, Permutation l m -> mean l = mean m.\n"
    "Hypothesis mean_moved : forall k l, In k members -> mean (map (act_V k) l) = act_V k (mean "
    "l).\n"
    "Definition output_{0} (x : X) : G -> V :=\n"
    "  fun t => mean (map (fun k => act_V k (part (network x (t * k)))) members).\n\n"
    "Theorem output_{0}_equivariant : equivariant act output_{0}.\n"
    "Proof using All.\n"
    "  intros g x t. unfold output_{0}, move. f_equal. apply map_ext. intro k. do 2 f_equal.\n"
    "  rewrite (network_equivariant g x (t * k)). unfold move. rewrite associative. reflexivity.\n"
    "Qed.\n\n"
    "Lemma members_of_{0} l : In l members -> Permutation members (map (mul l) members).\n"
    "Proof using All.\n"
    "  intro in_l. apply NoDup_Permutation.\n"
    "  - exact no_member_twice.\n"
    "  - apply FinFun.Injective_map_NoDup; [| exact no_member_twice]. intros a b. apply "
    "cancel_left.\n"
    "  - intro k. rewrite in_map_iff. split.\n"
    "    + intro in_k. exists (inv l * k). rewrite cancel_inverse. auto.\n"
    "    + intros (a & <- & in_a). auto.\n"
    "Qed.\n\n"
    "(* One value for each coset tells all. *)\n"
    "Theorem output_{0}_values x t l : In l members ->\n"
    "  output_{0} x (t * l) = act_V (inv l) (output_{0} x t).\n"
    "Proof using All.\n"
    "  intro in_l. unfold output_{0}. rewrite <- mean_moved by auto. rewrite map_map.\n"
    "  rewrite (mean_reindexed (map (fun k => act_V (inv l) (act_V k (part (network x (t * k))))) "
    "members)\n"
    "    (map (fun k => act_V (inv l) (act_V k (part (network x (t * k))))) (map (mul l) "
    "members)))\n"
    "    by apply Permutation_map, members_of_{0}, in_l.\n"
    "  rewrite map_map. f_equal. apply map_ext_in. intros k in_k.\n"
    "  rewrite V_product by auto. rewrite inverse_cancel, associative. reflexivity.\n"
    "Qed.\n"
    "End Output_{0}.\n\n";

} // namespace

std::string output_section(algebra::proof::OutputTerm const& output, std::string const& copy) {
  return fmt::format(fmt::runtime(output.is_induced ? induced_text : mean_text), output.name, copy);
}

} // namespace equivarify::codegen
