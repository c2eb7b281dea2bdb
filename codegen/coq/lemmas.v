(* The lemma identities of Bao and Song, "Equivariant neural networks and equivarification", for every
   group, every set with an action and every map. No axiom is used: two functions on the group are
   compared at each of its elements, and a layer that sees all copies takes the list of them. *)
From Coq Require Import FinFun List Permutation.
Import ListNotations.

Section Equivarification.

Variable G : Type.
Variables (e : G) (mul : G -> G -> G) (inv : G -> G).
Infix "*" := mul.
Hypothesis associative : forall a b c, (a * b) * c = a * (b * c).
Hypothesis identity_left : forall a, e * a = a.
Hypothesis inverse_left : forall a, inv a * a = e.

(* The elements in a fixed order, g0, g1, ...: the order in which copies are concatenated. *)
Variable elements : list G.

Lemma cancel_left a b c : a * b = a * c -> b = c.
Proof.
  intro H. rewrite <- (identity_left b), <- (identity_left c), <- (inverse_left a), !associative, H.
  reflexivity.
Qed.

Lemma identity_right a : a * e = a.
Proof.
  apply (cancel_left (inv a)). rewrite <- associative, inverse_left. apply identity_left.
Qed.

Lemma inverse_right a : a * inv a = e.
Proof.
  apply (cancel_left (inv a)).
  rewrite <- associative, inverse_left, identity_left, identity_right. reflexivity.
Qed.

Lemma inverse_unique a b : a * b = e -> b = inv a.
Proof. intro H. apply (cancel_left a). rewrite H, inverse_right. reflexivity. Qed.

Lemma inverse_of_identity : inv e = e.
Proof. symmetry. apply inverse_unique, identity_left. Qed.

Lemma inverse_of_inverse a : inv (inv a) = a.
Proof. symmetry. apply inverse_unique, inverse_left. Qed.

Lemma inverse_of_product a b : inv (a * b) = inv b * inv a.
Proof.
  symmetry. apply inverse_unique.
  rewrite associative, <- (associative b), inverse_right, identity_left. apply inverse_right.
Qed.

Lemma cancel_inverse a b : a * (inv a * b) = b.
Proof. rewrite <- associative, inverse_right. apply identity_left. Qed.

Lemma inverse_cancel a b : inv a * (a * b) = b.
Proof. rewrite <- associative, inverse_left. apply identity_left. Qed.

Hint Rewrite cancel_inverse inverse_cancel associative identity_left identity_right inverse_left inverse_right
  inverse_of_identity inverse_of_inverse inverse_of_product : group.

(* 2.0.1: a left action. *)
Definition is_action {X} (act : G -> X -> X) : Prop :=
  (forall x, act e x = x) /\ (forall g h x, act g (act h x) = act (g * h) x).

(* 3.0.1: the G-product of Z. *)
Definition same {Z} (s t : G -> Z) : Prop := forall h, s h = t h.
Infix "==" := same (at level 70).
Definition move {Z} (g : G) (s : G -> Z) : G -> Z := fun h => s (inv g * h).
Definition p {Z} (s : G -> Z) : Z := s e.

(* 3.0.4: the lift. *)
Definition lift {X Z} (act : G -> X -> X) (F : X -> Z) (x : X) : G -> Z :=
  fun h => F (act (inv h) x).

(* Section 4 and example 4.0.1: a map on each copy, and one on the concatenated copies. *)
Definition each {A B} (F : A -> B) (s : G -> A) : G -> B := fun h => F (s h).
Definition seen_from {A} (h : G) (s : G -> A) : list A := map (fun k => s (h * k)) elements.
Definition concat {A B} (L : list A -> B) (s : G -> A) : G -> B := fun h => L (seen_from h s).

Definition equivariant {X Z} (act : G -> X -> X) (H : X -> G -> Z) : Prop :=
  forall g x, H (act g x) == move g (H x).
Definition equivariant_on_copies {A B} (H : (G -> A) -> G -> B) : Prop :=
  forall g s, H (move g s) == move g (H s).
Definition respects {A B} (H : (G -> A) -> G -> B) : Prop :=
  forall s t, s == t -> H s == H t.

Ltac group := unfold same, move, lift, p, each, concat; intros; cbn; autorewrite with group.

Theorem action {Z} :
  (forall s : G -> Z, move e s == s) /\
  (forall g k (s : G -> Z), move g (move k s) == move (g * k) s).
Proof. split; group; reflexivity. Qed.

Section OnX.
Variables (X : Type) (act : G -> X -> X).
Hypothesis is_gset : is_action act.

Lemma act_e x : act e x = x.
Proof. apply is_gset. Qed.

Lemma act_act g h x : act g (act h x) = act (g * h) x.
Proof. apply is_gset. Qed.

Hint Rewrite act_e act_act : group.

Theorem lift_equivariant {Z} (F : X -> Z) : equivariant act (lift act F).
Proof. unfold equivariant. group. reflexivity. Qed.

Theorem lift_projects {Z} (F : X -> Z) : forall x, p (lift act F x) = F x.
Proof. group. reflexivity. Qed.

Theorem lift_unique {Z} (F : X -> Z) (H : X -> G -> Z) :
  equivariant act H -> (forall x, p (H x) = F x) -> forall x, H x == lift act F x.
Proof.
  intros equivariance projection x h. unfold lift.
  rewrite <- projection. unfold p. rewrite equivariance. group. reflexivity.
Qed.

(* H -> p H and F -> lift F are inverse to each other: as many equivariant maps X -> Z^{xG} as maps
   X -> Z, which are abs(Z)^abs(X). *)
Theorem lift_bijection {Z} :
  (forall F : X -> Z, equivariant act (lift act F) /\ forall x, p (lift act F x) = F x) /\
  (forall H : X -> G -> Z, equivariant act H -> forall x, lift act (fun y => p (H y)) x == H x).
Proof.
  split; intros.
  - split. apply lift_equivariant. apply lift_projects.
  - intro h. symmetry. apply lift_unique; auto.
Qed.

Theorem compose {Z Y} (F1 : X -> Z) (F2 : Z -> Y) : forall x,
  lift act (fun y => F2 (F1 y)) x == lift move (fun s => F2 (p s)) (lift act F1 x).
Proof. group. reflexivity. Qed.

(* The kernel. Q is G/N, c takes an element to its coset, r picks an element of each. *)
Section Kernel.
Definition N (g : G) : Prop := forall x, act g x = x.

Theorem kernel_normal_subgroup :
  N e /\ (forall n m, N n -> N m -> N (n * m)) /\ (forall n, N n -> N (inv n)) /\
  (forall n h, N n -> N (inv h * (n * h))).
Proof.
  unfold N. repeat split; intros.
  - apply act_e.
  - rewrite <- act_act, H0. apply H.
  - rewrite <- (H x) at 1. group. reflexivity.
  - rewrite <- !act_act, H. group. reflexivity.
Qed.

Variables (Q : Type) (c : G -> Q) (r : Q -> G).
Hypothesis of_representative : forall q, c (r q) = q.
Hypothesis same_coset : forall h k, c h = c k <-> N (inv h * k).

Definition lift_N {Z} (F : X -> Z) (x : X) : Q -> Z := fun q => F (act (inv (r q)) x).
Definition move_N {Z} (g : G) (s : Q -> Z) : Q -> Z := fun q => s (c (inv g * r q)).
Definition p_N {Z} (s : Q -> Z) : Z := s (c e).
Definition include {Z} (s : Q -> Z) : G -> Z := fun h => s (c h).

Lemma near_representative h : N (inv h * r (c h)).
Proof. apply same_coset. symmetry. apply of_representative. Qed.

(* F(h^-1 x) depends on the coset of h alone, so the lift to Z^{xG/N} is one. *)
Lemma lift_N_at {Z} (F : X -> Z) x h : lift_N F x (c h) = F (act (inv h) x).
Proof.
  unfold lift_N. f_equal. rewrite <- (near_representative h (act (inv (r (c h))) x)).
  group. reflexivity.
Qed.

Lemma move_N_at {Z} g (s : Q -> Z) h : move_N g s (c h) = s (c (inv g * h)).
Proof.
  unfold move_N. f_equal. apply same_coset. autorewrite with group.
  rewrite <- (inverse_of_inverse h) at 2. rewrite <- inverse_of_product.
  apply kernel_normal_subgroup, near_representative.
Qed.

Theorem kernel_action {Z} :
  (forall (s : Q -> Z) q, move_N e s q = s q) /\
  (forall g k (s : Q -> Z) q, move_N g (move_N k s) q = move_N (g * k) s q).
Proof.
  split; intros; rewrite <- (of_representative q), !move_N_at; autorewrite with group; reflexivity.
Qed.

Theorem kernel_lift_equivariant {Z} (F : X -> Z) : forall g x q,
  lift_N F (act g x) q = move_N g (lift_N F x) q.
Proof.
  intros. rewrite <- (of_representative q), move_N_at, !lift_N_at. group. reflexivity.
Qed.

Theorem kernel_lift_projects {Z} (F : X -> Z) : forall x, p_N (lift_N F x) = F x.
Proof. intros. unfold p_N. rewrite lift_N_at. group. reflexivity. Qed.

Theorem kernel_lift_unique {Z} (F : X -> Z) (H : X -> Q -> Z) :
  (forall g x q, H (act g x) q = move_N g (H x) q) -> (forall x, p_N (H x) = F x) ->
  forall x q, H x q = lift_N F x q.
Proof.
  intros equivariance projection x q. rewrite <- (of_representative q), lift_N_at, <- projection.
  unfold p_N. rewrite equivariance, move_N_at. group. reflexivity.
Qed.

Theorem kernel_inclusion_injective {Z} (s t : Q -> Z) :
  include s == include t -> forall q, s q = t q.
Proof. intros H q. rewrite <- (of_representative q). apply H. Qed.

Theorem kernel_inclusion_equivariant {Z} (s : Q -> Z) : forall g,
  include (move_N g s) == move g (include s).
Proof. intros g h. apply move_N_at. Qed.

(* The image of the inclusion is the set of points that N fixes. *)
Theorem kernel_inclusion_image {Z} (s : G -> Z) :
  (forall n, N n -> move n s == s) <-> exists t, include t == s.
Proof.
  destruct kernel_normal_subgroup as (_ & _ & inverse & normal). split.
  - intro fixed. exists (fun q => s (r q)). intro h. unfold include.
    rewrite <- (fixed (r (c h) * inv h)).
    + group. reflexivity.
    + specialize (normal _ (inv h) (near_representative h)).
      autorewrite with group in normal. exact normal.
  - intros [t is_t] n in_N h. unfold move. rewrite <- !is_t. unfold include. f_equal.
    apply same_coset. autorewrite with group. apply normal, in_N.
Qed.

End Kernel.

(* Section 5: labels (h, c). *)
Definition move_label {K} (g : G) (y : G * K) : G * K := (g * fst y, snd y).
Definition score {K R} (s : G -> K -> R) (y : G * K) : R := s (fst y) (snd y).

Theorem labels {K R} (F : X -> K -> R) (loss : list (K -> R) -> K -> R) :
  is_action (@move_label K) /\
  (forall g k, move_label g (e, k) = (g, k : K)) /\
  (forall g x y, score (lift act F (act g x)) (move_label g y) = score (lift act F x) y) /\
  (forall g x h k, loss (seen_from (g * h) (lift act F (act g x))) k =
                   loss (seen_from h (lift act F x)) k).
Proof.
  split; [| split; [| split]]; unfold is_action, move_label, score, seen_from, lift.
  - split.
    + intros [h k]. cbn. autorewrite with group. reflexivity.
    + intros g1 h1 [h k]. cbn. autorewrite with group. reflexivity.
  - intros. cbn. autorewrite with group. reflexivity.
  - intros g x [h k]. cbn. autorewrite with group. reflexivity.
  - intros. f_equal. apply map_ext. intro. autorewrite with group. reflexivity.
Qed.

(* Every copy applies F with the same parameters t, and no parameter is lost. *)
Theorem parameters {Theta Z} :
  (forall (F : Theta -> X -> Z) t x h, lift act (F t) x h = F t (act (inv h) x)) /\
  (forall F H : X -> Z, (forall x, lift act F x == lift act H x) -> forall x, F x = H x).
Proof.
  split; intros; [reflexivity |].
  rewrite <- (lift_projects F), <- (lift_projects H). apply H0.
Qed.

End OnX.

