Section OnW.
Variables (W : Type) (act : G -> W -> W).
Hypothesis is_gset : is_action act.
Variables (Z : Type) (q : W -> Z).

(* A.0.1: the universal map of (W, q). *)
Definition universal_map : W -> G -> Z := lift act q.

Theorem universal :
  equivariant act universal_map /\ (forall w, p (universal_map w) = q w) /\
  (forall X (actX : G -> X -> X) (F : X -> Z) (L : X -> W), is_action actX ->
    (forall g x, L (actX g x) = act g (L x)) -> (forall x, q (L x) = F x) ->
    forall x, universal_map (L x) == lift actX F x) /\
  (forall P : W -> G -> Z, equivariant act P -> (forall w, p (P w) = q w) ->
    forall w, P w == universal_map w).
Proof.
  split; [| split; [| split]].
  - apply lift_equivariant, is_gset.
  - apply lift_projects, is_gset.
  - intros X actX F L _ equivariance lifts x h. unfold universal_map, lift.
    rewrite <- lifts, equivariance. reflexivity.
  - apply lift_unique.
Qed.

End OnW.

(* 3.0.3, clause by clause. *)
Theorem equivarification {Z} :
  ((forall s : G -> Z, move e s == s) /\
   (forall g k (s : G -> Z), move g (move k s) == move (g * k) s)) /\
  (forall z : Z, exists s : G -> Z, p s = z) /\
  (forall X (act : G -> X -> X), is_action act -> forall F : X -> Z,
    equivariant act (lift act F) /\ forall x, p (lift act F x) = F x).
Proof.
  split; [apply action | split].
  - intro z. exists (fun _ => z). reflexivity.
  - intros. split; [apply lift_equivariant | apply lift_projects]; assumption.
Qed.

(* A layer on the concatenated copies, whatever it computes; and one on each copy. *)
Lemma seen_from_moved {A} g h (s : G -> A) : seen_from h (move g s) = seen_from (inv g * h) s.
Proof. apply map_ext. group. reflexivity. Qed.

Lemma seen_same {A} h (s t : G -> A) : s == t -> seen_from h s = seen_from h t.
Proof. intro H. apply map_ext. intro. apply H. Qed.

Theorem concat_equivariant {A B} (L : list A -> B) :
  equivariant_on_copies (concat L) /\ respects (concat L) /\
  forall s, concat L s == lift move (fun t => L (map t elements)) s.
Proof.
  split; [| split].
  - intros g s h. unfold concat. rewrite seen_from_moved. reflexivity.
  - intros s t H h. unfold concat, seen_from. f_equal. apply map_ext. intro. apply H.
  - intros s h. unfold concat, seen_from, lift, move. f_equal. apply map_ext. group. reflexivity.
Qed.

Theorem each_equivariant {A B} (F : A -> B) :
  equivariant_on_copies (each F) /\ respects (each F) /\
  forall s, each F s == lift move (fun t => F (p t)) s.
Proof.
  split; [| split].
  - intros g s h. reflexivity.
  - intros s t H h. unfold each. rewrite H. reflexivity.
  - intros s. group. reflexivity.
Qed.

(* How blocks compose. *)
Lemma then_equivariant {X A B} (act : G -> X -> X) (H : X -> G -> A) (K : (G -> A) -> G -> B) :
  equivariant act H -> equivariant_on_copies K -> respects K ->
  equivariant act (fun x => K (H x)).
Proof.
  intros first second respect g x h. rewrite (respect _ _ (first g x)). apply second.
Qed.
