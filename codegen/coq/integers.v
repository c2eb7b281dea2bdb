
(* Integers: what networks of integers rest on, for every group. *)
From Coq Require Import ZArith Lia List Permutation.
Section Integers.
Local Open Scope Z_scope.

(* Sums do not depend on their order, so every algorithm for them gives the same. *)
Definition sum (terms : list Z) : Z := fold_right Z.add 0 terms.

Theorem integer_sum_order terms others : Permutation terms others -> sum terms = sum others.
Proof. unfold sum. induction 1; simpl; lia. Qed.

(* What 32 bits hold of an integer, and the integer that they stand for. *)
Definition word : Z := 2 ^ 32.
Definition wrap (n : Z) : Z := n mod word.
Definition signed (bits : Z) : Z := if bits <? 2 ^ 31 then bits else bits - word.

(* Where sums and products wrap in between makes no difference in the end. *)
Theorem integer_wrap a b :
  wrap (wrap a + wrap b) = wrap (a + b) /\
  wrap (wrap a - wrap b) = wrap (a - b) /\
  wrap (wrap a * wrap b) = wrap (a * b).
Proof.
  unfold wrap. assert (word <> 0) by (unfold word; lia).
  repeat split; symmetry; [apply Z.add_mod | apply Zminus_mod | apply Z.mul_mod]; assumption.
Qed.

Lemma signed_of_wrap n : - 2 ^ 31 <= n < 2 ^ 31 -> signed (wrap n) = n.
Proof.
  intro small. unfold signed, wrap, word in *.
  destruct (Z_lt_le_dec n 0) as [negative | positive].
  - replace (n mod 2 ^ 32) with (n + 2 ^ 32).
    + destruct (Z.ltb_spec (n + 2 ^ 32) (2 ^ 31)); lia.
    + apply Z.mod_unique with (q := -1); lia.
  - rewrite Z.mod_small by lia. destruct (Z.ltb_spec n (2 ^ 31)); lia.
Qed.

(* Fast transforms give D = 2^a odd times the answer. Multiplied by the inverse of the odd part and
   shifted right by a, what 32 bits hold of that is the answer, whatever wrapped before. *)
Theorem integer_division a odd inverse answer held :
  0 <= a ->
  wrap (odd * inverse) = wrap 1 ->
  wrap held = wrap (2 ^ a * odd * answer) ->
  - 2 ^ 31 <= answer * 2 ^ a < 2 ^ 31 ->
  signed (wrap (held * inverse)) / 2 ^ a = answer.
Proof.
  intros natural inverts holds fits.
  assert (wrap (held * inverse) = wrap (answer * 2 ^ a)) as same.
  { rewrite <- (proj2 (proj2 (integer_wrap held inverse))), holds.
    rewrite (proj2 (proj2 (integer_wrap _ inverse))).
    replace (2 ^ a * odd * answer * inverse) with (answer * 2 ^ a * (odd * inverse)) by ring.
    rewrite <- (proj2 (proj2 (integer_wrap (answer * 2 ^ a) (odd * inverse)))), inverts.
    rewrite (proj2 (proj2 (integer_wrap (answer * 2 ^ a) 1))), Z.mul_1_r. reflexivity. }
  rewrite same, signed_of_wrap by assumption. apply Z.div_mul.
  assert (0 < 2 ^ a) by (apply Z.pow_pos_nonneg; lia). lia.
Qed.

(* Rounding n / 2^k, half away from zero, and what 8 bits keep of it. *)
Definition rounded (k n : Z) : Z := Z.sgn n * ((Z.abs n + 2 ^ k / 2) / 2 ^ k).
Definition saturated (n : Z) : Z := Z.max (-127) (Z.min 127 n).

(* Both commute with a change of sign, and so with every signed permutation. *)
Theorem integer_rounding k n : saturated (rounded k (- n)) = - saturated (rounded k n).
Proof.
  replace (rounded k (- n)) with (- rounded k n).
  - unfold saturated. lia.
  - unfold rounded. rewrite Z.sgn_opp, Z.abs_opp. ring.
Qed.

(* A shift of the bits does not, and neither does a range from -128 on. *)
Theorem integer_shift_is_not_odd : exists n, Z.shiftr (- n) 1 <> - Z.shiftr n 1.
Proof. exists 1. discriminate. Qed.

Theorem integer_range_is_not_odd :
  exists n, Z.max (-128) (Z.min 127 (- n)) <> - Z.max (-128) (Z.min 127 n).
Proof. exists 128. discriminate. Qed.

End Integers.

