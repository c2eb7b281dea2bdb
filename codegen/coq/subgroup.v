(* Means over a subgroup H, and coinduction from it. F : X -> Y, and H acts on Y. *)
Section Subgroup.
Variables (X : Type) (act : G -> X -> X).
Hypothesis is_gset : is_action act.

(* The elements of H; rep g is the representative of the coset g H. *)
Variable members : list G.
Hypothesis no_member_twice : NoDup members.
Hypothesis has_products : forall k l, In k members -> In l members -> In (k * l) members.
Hypothesis has_inverses : forall k, In k members -> In (inv k) members.
Variable rep : G -> G.
Hypothesis in_coset : forall g, In (inv (rep g) * g) members.

Variables (Y : Type) (act_Y : G -> Y -> Y).
Hypothesis Y_identity : forall y, act_Y e y = y.
Hypothesis Y_product : forall k l y, In k members -> In l members ->
  act_Y k (act_Y l y) = act_Y (k * l) y.

(* A mean of numbers, entry by entry: no order of the terms changes it, for it sums them in the order of size;
   and H permutes the entries. *)
Variable mean : list Y -> Y.
Hypothesis mean_reindexed : forall l m, Permutation l m -> mean l = mean m.
Hypothesis mean_moved : forall k l, In k members -> mean (map (act_Y k) l) = act_Y k (mean l).

(* One point of each H-orbit, and the k for which k^-1 x is it. *)
Variables (chosen : X -> X) (equal : X -> X -> bool).
Hypothesis of_orbit : forall k x, In k members -> chosen (act k x) = chosen x.
Hypothesis equal_tells : forall x y, equal x y = true <-> x = y.
Hypothesis is_reached : forall x, exists k, In k members /\ act (inv k) x = chosen x.

Definition turned (F : X -> Y) (x : X) (k : G) : Y := act_Y k (F (act (inv k) x)).
Definition is_pose (x : X) (k : G) : bool := equal (act (inv k) x) (chosen x).
Definition mean_over (P : X -> G -> bool) (F : X -> Y) (x : X) : Y :=
  mean (map (turned F x) (filter (P x) members)).
Definition average := mean_over (fun _ _ => true).
Definition posed := mean_over is_pose.
Definition commutes (S : X -> Y) : Prop :=
  forall k x, In k members -> S (act k x) = act_Y k (S x).

(* l -> k l is a bijection of H. *)
Lemma reindexed k (P R : G -> bool) : In k members -> (forall l, R (k * l) = P l) ->
  Permutation (filter R members) (map (mul k) (filter P members)).
Proof.
  intros in_H moves. apply NoDup_Permutation.
  - apply NoDup_filter, no_member_twice.
  - apply FinFun.Injective_map_NoDup; [| apply NoDup_filter, no_member_twice].
    intros a b. apply cancel_left.
  - intro l. rewrite in_map_iff. split.
    + intro found. apply filter_In in found as [in_l is_R].
      exists (inv k * l). rewrite cancel_inverse. split; [reflexivity |].
      apply filter_In. split; [auto |]. rewrite <- moves, cancel_inverse. exact is_R.
    + intros (m & <- & found). apply filter_In in found as [in_m is_P].
      apply filter_In. split; [auto |]. rewrite moves. exact is_P.
Qed.

Lemma turned_moves F k l x : In k members -> In l members ->
  turned F (act k x) (k * l) = act_Y k (turned F x l).
Proof.
  intros in_k in_l. unfold turned. rewrite Y_product by assumption. do 2 f_equal.
  rewrite (act_act X act is_gset). autorewrite with group. reflexivity.
Qed.

Lemma mean_over_commutes P F : (forall k x l, In k members -> P (act k x) (k * l) = P x l) ->
  commutes (mean_over P F).
Proof.
  intros moves k x in_k. unfold mean_over.
  rewrite (mean_reindexed _ (map (fun l => turned F (act k x) (k * l)) (filter (P x) members))).
  - rewrite <- mean_moved by assumption. f_equal. rewrite map_map. apply map_ext_in.
    intros l found. apply filter_In in found as [in_l _]. apply turned_moves; assumption.
  - rewrite <- (map_map (mul k)). apply Permutation_map. apply reindexed; [assumption |].
    intro l. apply moves, in_k.
Qed.

Theorem averaged_equivariant F : commutes (average F).
Proof. apply mean_over_commutes. reflexivity. Qed.

Theorem posed_equivariant F : commutes (posed F).
Proof.
  apply mean_over_commutes. intros k x l in_k. unfold is_pose.
  rewrite of_orbit, (act_act X act is_gset) by assumption. autorewrite with group. reflexivity.
Qed.

(* Ties: the poses are a left coset of the stabilizer of the chosen point. *)
Theorem poses_are_one_coset k l x : act (inv k) x = chosen x ->
  (act (inv l) x = chosen x <-> act (inv k * l) (chosen x) = chosen x).
Proof.
  intros <-. split; intro H; rewrite (act_act X act is_gset) in *.
  - transitivity (act (inv k * l) (act (inv l) x)).
    + rewrite H, (act_act X act is_gset). reflexivity.
    + rewrite (act_act X act is_gset). autorewrite with group. reflexivity.
  - apply (f_equal (act (inv l * k))) in H. rewrite !(act_act X act is_gset) in H.
    autorewrite with group in H. symmetry. exact H.
Qed.

(* Where F commutes with H already, and the mean of equals is what they are, posing changes nothing. *)
Theorem posed_is_plain F : (forall y n, mean (repeat y (S n)) = y) -> commutes F ->
  forall x, posed F x = F x.
Proof.
  intros of_equals commuting x. unfold posed, mean_over.
  assert (equals : forall l, (forall k, In k l -> In k members) ->
    map (turned F x) l = repeat (F x) (length l)).
  { induction l as [| k l IH]; intro all_in; [reflexivity |]. cbn. f_equal.
    - unfold turned. rewrite commuting by auto with datatypes.
      rewrite Y_product by auto with datatypes. autorewrite with group. apply Y_identity.
    - apply IH. auto with datatypes. }
  rewrite equals by (intros k found; apply filter_In in found as [in_k _]; exact in_k).
  destruct (filter (is_pose x) members) as [| k l] eqn:poses; [| apply of_equals].
  exfalso. destruct (is_reached x) as (k & in_k & is_k).
  assert (found : In k (filter (is_pose x) members)).
  { apply filter_In. split; [exact in_k |]. apply equal_tells, is_k. }
  rewrite poses in found. exact found.
Qed.

(* The copy at g = t h is h^-1 S(t^-1 x): one copy of S for each coset. *)
Definition coinduce (S : X -> Y) (x : X) : G -> Y :=
  fun g => act_Y (inv (inv (rep g) * g)) (S (act (inv (rep g)) x)).

Theorem coinduction_is_lift S : commutes S -> forall x, coinduce S x == lift act S x.
Proof.
  intros commuting x g. unfold coinduce, lift. rewrite <- commuting by auto.
  rewrite (act_act X act is_gset). autorewrite with group. reflexivity.
Qed.

Theorem coinduction_equivariant S : commutes S -> equivariant act (coinduce S).
Proof.
  intros commuting g x h. rewrite coinduction_is_lift by assumption.
  rewrite (lift_equivariant X act is_gset). unfold move. symmetry. apply coinduction_is_lift.
  assumption.
Qed.

Theorem coinduction_projects S : commutes S -> forall x, p (coinduce S x) = S x.
Proof.
  intros commuting x. unfold p. rewrite coinduction_is_lift by assumption.
  apply (lift_projects X act is_gset).
Qed.

(* Map_H(G, Y): G moves it into itself, lifts of maps that commute with H are in it, and its points follow from
   their values at the representatives. *)
Definition coinduced (s : G -> Y) : Prop :=
  forall g k, In k members -> s (g * k) = act_Y (inv k) (s g).

Theorem coinduction_closed g s : coinduced s -> coinduced (move g s).
Proof.
  intros H h k in_k. unfold move. rewrite <- H by assumption. rewrite associative. reflexivity.
Qed.

Theorem coinduction_values S : commutes S -> forall x, coinduced (lift act S x).
Proof.
  intros commuting x g k in_k. unfold lift. rewrite <- commuting by auto.
  rewrite (act_act X act is_gset). autorewrite with group. reflexivity.
Qed.

Theorem coinduction_rebuilt s : coinduced s ->
  forall g, s g = act_Y (inv (inv (rep g) * g)) (s (rep g)).
Proof. intros H g. rewrite <- H by auto. rewrite cancel_inverse. reflexivity. Qed.

