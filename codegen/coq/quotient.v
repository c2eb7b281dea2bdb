(* Blocks over G/N, for the N that acts trivially on X: c takes an element to its coset, r picks an element of
   each, and copies are concatenated in the order of a list of the cosets. *)
Section Quotient.
Variables (X : Type) (act : G -> X -> X).
Hypothesis is_gset : is_action act.
Variables (Q : Type) (c : G -> Q) (r : Q -> G).
Hypothesis of_representative : forall q, c (r q) = q.
Hypothesis same_coset : forall h k, c h = c k <-> N X act (inv h * k).
Variable cosets : list Q.

Definition move_over {Z} (g : G) (s : Q -> Z) : Q -> Z := move_N Q c r g s.
Definition lift_over {Z} (F : X -> Z) (x : X) : Q -> Z := lift_N X act Q r F x.
Definition each_over {A B} (F : A -> B) (s : Q -> A) : Q -> B := fun q => F (s q).
Definition seen_over {A} (q : Q) (s : Q -> A) : list A := map (fun k => s (c (r q * r k))) cosets.
Definition concat_over {A B} (L : list A -> B) (s : Q -> A) : Q -> B := fun q => L (seen_over q s).

Definition equivariant_over {Z} (H : X -> Q -> Z) : Prop :=
  forall g x q, H (act g x) q = move_over g (H x) q.
Definition on_copies_over {A B} (H : (Q -> A) -> Q -> B) : Prop :=
  forall g s q, H (move_over g s) q = move_over g (H s) q.
Definition respects_over {A B} (H : (Q -> A) -> Q -> B) : Prop :=
  forall s t, (forall q, s q = t q) -> forall q, H s q = H t q.

Lemma move_over_at {Z} g (s : Q -> Z) h : move_over g s (c h) = s (c (inv g * h)).
Proof. apply (move_N_at X act is_gset Q c r of_representative same_coset). Qed.

(* h k N depends on the coset of h alone, for N is normal. *)
Lemma product_of_cosets h k : c (r (c h) * k) = c (h * k).
Proof.
  destruct (kernel_normal_subgroup X act is_gset) as (_ & _ & inverse & normal).
  symmetry. apply same_coset. autorewrite with group.
  rewrite <- (associative (inv h)). apply normal.
  apply same_coset. symmetry. apply of_representative.
Qed.

Theorem quotient_lift_equivariant {Z} (F : X -> Z) : equivariant_over (lift_over F).
Proof.
  intros g x q. apply (kernel_lift_equivariant X act is_gset Q c r of_representative same_coset).
Qed.

Theorem quotient_each_equivariant {A B} (F : A -> B) :
  on_copies_over (each_over F) /\ respects_over (each_over F).
Proof.
  split.
  - intros g s q. reflexivity.
  - intros s t H q. unfold each_over. rewrite H. reflexivity.
Qed.

Theorem quotient_concat_equivariant {A B} (L : list A -> B) :
  on_copies_over (concat_over L) /\ respects_over (concat_over L).
Proof.
  split.
  - intros g s q. change (concat_over L (move_over g s) q = concat_over L s (c (inv g * r q))).
    unfold concat_over, seen_over. f_equal. apply map_ext. intro k.
    rewrite move_over_at, product_of_cosets, associative. reflexivity.
  - intros s t H q. unfold concat_over, seen_over. f_equal. apply map_ext. intro. apply H.
Qed.

Lemma then_equivariant_over {A B} (H : X -> Q -> A) (K : (Q -> A) -> Q -> B) :
  equivariant_over H -> on_copies_over K -> respects_over K -> equivariant_over (fun x => K (H x)).
Proof.
  intros first second respect g x q. rewrite (respect _ _ (first g x)). apply second.
Qed.

