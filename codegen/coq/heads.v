
(* Heads: what is made of the copies, and what of it turns with the input. *)
Section Heads.
Hypothesis no_element_twice : NoDup elements.
Hypothesis every_element : forall g, In g elements.

(* k -> g k is a bijection of G. *)
Lemma elements_reindexed g : Permutation elements (map (mul g) elements).
Proof.
  apply NoDup_Permutation.
  - apply no_element_twice.
  - apply FinFun.Injective_map_NoDup; [| apply no_element_twice]. intros a b. apply cancel_left.
  - intro h. rewrite in_map_iff. split; [| intros _; apply every_element].
    intros _. exists (inv g * h). rewrite cancel_inverse. split; [reflexivity | apply every_element].
Qed.

(* Component i of g v is component g^-1 i of v, with the sign sgn g i. *)
Section Signs.
Variables (I R Sign : Type) (act_I : G -> I -> I).
Hypothesis is_iset : is_action act_I.
Variables (both : Sign -> Sign -> Sign) (signed : Sign -> R -> R).
Hypothesis sign_product : forall a b r, signed a (signed b r) = signed (both a b) r.
Variable sgn : G -> I -> Sign.
Hypothesis signs_start : forall i r, signed (sgn e i) r = r.
Hypothesis signs_compose : forall g h i, both (sgn g i) (sgn h (act_I (inv g) i)) = sgn (g * h) i.

Definition move_signed (g : G) (v : I -> R) : I -> R :=
  fun i => signed (sgn g i) (v (act_I (inv g) i)).
Definition pointwise (a : R -> R) (v : I -> R) : I -> R := fun i => a (v i).
Definition keeps_signs (a : R -> R) : Prop :=
  forall g v i, pointwise a (move_signed g v) i = move_signed g (pointwise a v) i.

Theorem signs_action :
  (forall v i, move_signed e v i = v i) /\
  (forall g h v i, move_signed g (move_signed h v) i = move_signed (g * h) v i).
Proof.
  split; intros; unfold move_signed.
  - rewrite inverse_of_identity, (proj1 is_iset). apply signs_start.
  - rewrite sign_product, signs_compose, (proj2 is_iset), inverse_of_product. reflexivity.
Qed.

Theorem signs_pointwise a :
  keeps_signs a <-> forall g i r, a (signed (sgn g i) r) = signed (sgn g i) (a r).
Proof.
  unfold keeps_signs, pointwise, move_signed. split; intro H.
  - intros g i r. apply (H g (fun _ => r)).
  - intros. apply H.
Qed.

Theorem signs_permutations a : (forall g i r, signed (sgn g i) r = r) -> keeps_signs a.
Proof. intro none. apply signs_pointwise. intros. rewrite !none. reflexivity. Qed.

Variables (plus : R -> R -> R) (zero : R).
Hypothesis zero_left : forall r, plus zero r = r.
Hypothesis sign_of_zero : forall a, signed a zero = zero.
Hypothesis sign_of_sum : forall a r t, signed a (plus r t) = plus (signed a r) (signed a t).

Theorem signs_bias b g :
  (forall v i, plus (move_signed g v i) (b i) = move_signed g (fun j => plus (v j) (b j)) i) <->
  (forall i, move_signed g b i = b i).
Proof.
  unfold move_signed. split; intro H; intros.
  - specialize (H (fun _ => zero) i). cbn in H. rewrite sign_of_zero, !zero_left in H.
    symmetry. exact H.
  - rewrite sign_of_sum, H. reflexivity.
Qed.

End Signs.

(* The mean of h s(h) over G, for a representation V. A mean is any function of lists that no order of the
   terms changes and that commutes with G. *)
Section MeanHead.
Variables (V : Type) (act_V : G -> V -> V).
Hypothesis is_vset : is_action act_V.
Variable mean : list V -> V.
Hypothesis mean_reindexed : forall l m, Permutation l m -> mean l = mean m.
Hypothesis mean_moved : forall g l, mean (map (act_V g) l) = act_V g (mean l).
Definition head (s : G -> V) : V := mean (map (fun h => act_V h (s h)) elements).

Theorem mean_head_equivariant g s : head (move g s) = act_V g (head s).
Proof.
  unfold head. rewrite <- mean_moved, map_map.
  rewrite (mean_reindexed _ (map (fun h => act_V h (move g s h)) (map (mul g) elements))).
  - rewrite map_map. f_equal. apply map_ext. intro h. unfold move. rewrite inverse_cancel.
    symmetry. apply is_vset.
  - apply Permutation_map, elements_reindexed.
Qed.

Theorem mean_head_invariant g s : (forall h v, act_V h v = v) -> head (move g s) = head s.
Proof. intro still. rewrite mean_head_equivariant. apply still. Qed.

Variables (X : Type) (act : G -> X -> X).
Hypothesis is_xset : is_action act.

Theorem mean_head_of_lift F g x : head (lift act F (act g x)) = act_V g (head (lift act F x)).
Proof.
  rewrite <- mean_head_equivariant. unfold head. f_equal. apply map_ext. intro h. f_equal.
  apply (lift_equivariant X act is_xset F).
Qed.

(* R F^ = F exactly if F was equivariant already. *)
Theorem mean_head_keeps F : (forall v n, mean (repeat v (S n)) = v) ->
  ((forall x, head (lift act F x) = F x) <-> forall g x, F (act g x) = act_V g (F x)).
Proof.
  intro of_equals. split; intro H.
  - intros g x. rewrite <- (H x), <- (H (act g x)). apply mean_head_of_lift.
  - intro x. unfold head.
    assert (equals : forall l,
      map (fun h => act_V h (lift act F x h)) l = repeat (F x) (length l)).
    { induction l as [| h l IH]; [reflexivity |].
      change (act_V h (F (act (inv h) x)) :: map (fun h => act_V h (lift act F x h)) l =
        F x :: repeat (F x) (length l)).
      rewrite IH, H, (proj2 is_vset), inverse_right, (proj1 is_vset). reflexivity. }
    rewrite equals. destruct (length elements) eqn:long; [| apply of_equals].
    exfalso. apply length_zero_iff_nil in long. pose proof (every_element e) as found.
    rewrite long in found. exact found.
Qed.

End MeanHead.

(* Heads into a G-set W. *)
Section FiniteHead.
Variables (W : Type) (act_W : G -> W -> W).
Hypothesis is_wset : is_action act_W.
Definition is_head {Z} (E : (G -> Z) -> W) : Prop :=
  (forall s t, s == t -> E s = E t) /\ (forall g s, E (move g s) = act_W g (E s)).

Theorem finite_head_exists {Z} (z : Z) :
  (exists E : (G -> Z) -> W, is_head E) <-> exists w, forall g, act_W g w = w.
Proof.
  split.
  - intros (E & same_values & moves). exists (E (fun _ => z)). intro g. rewrite <- moves.
    apply same_values. intro h. reflexivity.
  - intros [w fixed]. exists (fun _ => w). split; intros; [reflexivity | symmetry; apply fixed].
Qed.

Theorem finite_head_stabilizer {Z} (E : (G -> Z) -> W) s u :
  is_head E -> move u s == s -> act_W u (E s) = E s.
Proof. intros [same_values moves] fixed. rewrite <- moves. apply same_values, fixed. Qed.

(* If the stabilizer of s fixes w, then g s -> g w is well defined on the orbit of s. *)
Theorem finite_head_extends {Z} (s : G -> Z) w :
  (forall u, move u s == s -> act_W u w = w) ->
  forall g h, move g s == move h s -> act_W g w = act_W h w.
Proof.
  intros fixes g h same_point. transitivity (act_W h (act_W (inv h * g) w)).
  - rewrite (proj2 is_wset), cancel_inverse. reflexivity.
  - f_equal. apply fixes. intro k. specialize (same_point (h * k)). unfold move in *.
    rewrite inverse_of_product, inverse_of_inverse, associative.
    rewrite inverse_cancel in same_point. exact same_point.
Qed.

End FiniteHead.

(* No rule that picks one label is equivariant: what fixes s would fix the label. *)
Theorem no_single_answer {Z K} (pick : (G -> Z) -> G * K) :
  (forall s t, s == t -> pick s = pick t) -> (forall g s, pick (move g s) = move_label g (pick s)) ->
  (forall (s : G -> Z) u, move u s == s -> u = e) /\ (Z -> forall g, g = e).
Proof.
  intros same_values moves.
  assert (first : forall (s : G -> Z) u, move u s == s -> u = e).
  { intros s u fixed. apply same_values in fixed. rewrite moves in fixed.
    apply (f_equal fst) in fixed. cbn in fixed.
    rewrite <- (identity_right u), <- (inverse_right (fst (pick s))), <- associative, fixed.
    reflexivity. }
  split; [exact first |]. intros z g. apply (first (fun _ => z)). intro h. reflexivity.
Qed.

(* The set of best answers. *)
Section Answers.
Variables (K R : Type) (at_most : R -> R -> Prop).
Definition best (s : G -> K -> R) (y : G * K) : Prop := forall z, at_most (score s z) (score s y).

Lemma score_moves g s (y : G * K) : score (move g s) (move_label g y) = score s y :> R.
Proof. unfold score, move_label, move. cbn. rewrite inverse_cancel. reflexivity. Qed.

Theorem best_answers_equivariant g s y : best (move g s) (move_label g y) <-> best s y.
Proof.
  unfold best. rewrite score_moves. split; intros H z.
  - rewrite <- (score_moves g s z). apply H.
  - specialize (H (move_label (inv g) z)). exact H.
Qed.

Variables (X : Type) (act : G -> X -> X).
Hypothesis is_xset : is_action act.

Theorem best_answers_of_lift F g x y :
  best (lift act F (act g x)) (move_label g y) <-> best (lift act F x) y.
Proof.
  rewrite <- (best_answers_equivariant g (lift act F x) y). unfold best, score.
  split; intros H z; specialize (H z).
  - rewrite !(lift_equivariant X act is_xset F) in H. exact H.
  - rewrite !(lift_equivariant X act is_xset F). exact H.
Qed.

Theorem best_answers_hold_a_coset F u x y : act u x = x ->
  best (lift act F x) (move_label u y) <-> best (lift act F x) y.
Proof. intro fixed. rewrite <- (best_answers_of_lift F u x y), fixed. reflexivity. Qed.

(* A sum that does not depend on the order of its terms. *)
Variable total : list R -> R.
Hypothesis total_reindexed : forall l m, Permutation l m -> total l = total m.
Definition marginal (s : G -> K -> R) (c : K) : R := total (map (fun h => s h c) elements).

Theorem marginals_invariant g s c : marginal (move g s) c = marginal s c.
Proof.
  unfold marginal.
  rewrite (total_reindexed _ (map (fun h => move g s h c) (map (mul g) elements))).
  - rewrite map_map. f_equal. apply map_ext. intro h. unfold move. rewrite inverse_cancel.
    reflexivity.
  - apply Permutation_map, elements_reindexed.
Qed.

Theorem marginals_of_lift F g x c :
  marginal (lift act F (act g x)) c = marginal (lift act F x) c.
Proof.
  rewrite <- (marginals_invariant g (lift act F x)). unfold marginal. f_equal. apply map_ext.
  intro h. rewrite (lift_equivariant X act is_xset F). reflexivity.
Qed.

Theorem marginals_conditional (ratio : R -> R -> R) g s y :
  ratio (score (move g s) (move_label g y)) (marginal (move g s) (snd (move_label g y))) =
  ratio (score s y) (marginal s (snd y)).
Proof. rewrite score_moves, marginals_invariant. reflexivity. Qed.

(* Targets: a class in any pose, and a recorded pose of a class that looks the same at h and at h k. *)
Theorem unknown_pose {Loss} (cost : R -> Loss) F g x c :
  cost (marginal (lift act F (act g x)) c) = cost (marginal (lift act F x) c).
Proof. rewrite marginals_of_lift. reflexivity. Qed.

Theorem unknown_pose_coset (symmetries : list G) (F : X -> K -> R) g x h c :
  map (fun k => lift act F (act g x) (g * h * k) c) symmetries =
  map (fun k => lift act F x (h * k) c) symmetries.
Proof.
  apply map_ext. intro k. rewrite (lift_equivariant X act is_xset F). unfold move.
  rewrite associative, inverse_cancel. reflexivity.
Qed.

End Answers.

(* The lift of a weighted sum over cells is a correlation over G; so is a linear layer on the concatenated
   copies, lifted again. *)
Section Correlation.
Variables (Cell : Type) (act_C : G -> Cell -> Cell) (cells : list Cell).
Hypothesis is_cellset : is_action act_C.
Hypothesis no_cell_twice : NoDup cells.
Hypothesis every_cell : forall y, In y cells.
Variables (R : Type) (times : R -> R -> R) (total : list R -> R).
Hypothesis total_reindexed : forall l m, Permutation l m -> total l = total m.

Definition move_picture (g : G) (f : Cell -> R) : Cell -> R := fun y => f (act_C (inv g) y).
Definition dot (w f : Cell -> R) : R := total (map (fun y => times (w y) (f y)) cells).

Lemma cells_reindexed g : Permutation cells (map (act_C g) cells).
Proof.
  apply NoDup_Permutation.
  - apply no_cell_twice.
  - apply FinFun.Injective_map_NoDup; [| apply no_cell_twice].
    intros a b H. apply (f_equal (act_C (inv g))) in H.
    rewrite !(proj2 is_cellset), inverse_left, !(proj1 is_cellset) in H. exact H.
  - intro y. rewrite in_map_iff. split; [| intros _; apply every_cell].
    intros _. exists (act_C (inv g) y).
    rewrite (proj2 is_cellset), inverse_right, (proj1 is_cellset).
    split; [reflexivity | apply every_cell].
Qed.

Theorem correlation w f g : lift move_picture (dot w) f g = dot (move_picture g w) f.
Proof.
  unfold lift, dot. symmetry.
  rewrite (total_reindexed _
    (map (fun y => times (move_picture g w y) (f y)) (map (act_C g) cells))).
  - rewrite map_map. f_equal. apply map_ext. intro y. unfold move_picture.
    rewrite inverse_of_inverse, (proj2 is_cellset), inverse_left, (proj1 is_cellset). reflexivity.
  - apply Permutation_map, cells_reindexed.
Qed.

Definition linear (v : G -> R) (seen : list R) : R :=
  total (map (fun pair => times (fst pair) (snd pair)) (combine (map v elements) seen)).

Lemma combine_maps {A B C} (a : A -> B) (b : A -> C) l :
  combine (map a l) (map b l) = map (fun k => (a k, b k)) l.
Proof. induction l as [| k l IH]; [reflexivity |]. cbn. rewrite IH. reflexivity. Qed.

Theorem correlation_of_copies v s h :
  concat (linear v) s h = total (map (fun k => times (v (inv h * k)) (s k)) elements).
Proof.
  unfold concat, linear, seen_from. rewrite combine_maps, map_map. symmetry.
  rewrite (total_reindexed _
    (map (fun k => times (v (inv h * k)) (s k)) (map (mul h) elements))).
  - rewrite map_map. f_equal. apply map_ext. intro k. cbn. rewrite inverse_cancel. reflexivity.
  - apply Permutation_map, elements_reindexed.
Qed.

End Correlation.
End Heads.

