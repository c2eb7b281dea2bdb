# Prints what GAP knows of every group of order up to 63, one group a line of numbers: order, number; degree and
# generators as images from 0; then the facts that gap_agreement.cpp compares, those that take long only if
# `full` is true. Then three larger groups: name, degree, generators, order, the order of the stabilizer of point 0,
# the number of orbits, and a few permutations with whether they belong to the group.
SizeScreen([60000, 24]);
numbers := l -> JoinStringsWithSeparator(List(l, String), " ");
images := function(gens, degree) return Concatenation(List(gens, x -> List([1 .. degree], j -> j ^ x - 1))); end;
describe := function(n, i)
  local g, iso, p, degree, gens, table, irr, degrees, indicators, subgroups, invariants, slow;
  g := SmallGroup(n, i);
  iso := IsomorphismPermGroup(g);
  p := Image(iso);
  degree := Maximum(1, LargestMovedPoint(p));
  gens := Filtered(GeneratorsOfGroup(p), x -> x <> ());
  table := CharacterTable(g);
  irr := Irr(table);
  degrees := List(irr, x -> x[1]);
  indicators := Indicator(table, irr, 2);
  SortParallel(degrees, indicators);
  invariants := ShallowCopy(AbelianInvariants(g));
  Sort(invariants);
  slow := [];
  if full then
    subgroups := ConjugacyClassesSubgroups(g);
    slow := [Length(NormalSubgroups(g)), Sum(List(subgroups, Size)), Length(subgroups), Size(AutomorphismGroup(g))];
  fi;
  Print(numbers([n, i, degree, Length(gens)]), " ", numbers(images(gens, degree)), " ",
        numbers([Length(ConjugacyClasses(g)), Size(Centre(g)), Size(DerivedSubgroup(g)), Exponent(g)]), " ",
        numbers(degrees), " ",
        Number(indicators, x -> x = 1), " ", Number(indicators, x -> x = -1), " ",
        Length(invariants), " ", numbers(invariants), " ", Length(slow), " ", numbers(slow), "\n");
end;
large := function(name, gens)
  local g, degree, tests, outside;
  g := Group(gens);
  degree := LargestMovedPoint(g);
  tests := List([1 .. 5], i -> PseudoRandom(g));
  outside := List(tests, x -> x * (1, 2));
  tests := Concatenation(tests, outside);
  Print("large ", name, " ", degree, " ", Length(gens), " ", numbers(images(gens, degree)), " ",
        Size(g), " ", Size(Stabilizer(g, 1)), " ", Length(Orbits(g, [1 .. degree])), " ", Length(tests), " ",
        numbers(images(tests, degree)), " ", numbers(List(tests, function(x) if x in g then return 1; fi; return 0; end)),
        "\n");
end;
for n in [1 .. 63] do
  for i in [1 .. NumberSmallGroups(n)] do
    describe(n, i);
  od;
od;
large("M11", [(1,2,3,4,5,6,7,8,9,10,11), (3,7,11,8)(4,10,5,6)]);
large("M12", [(1,2,3,4,5,6,7,8,9,10,11), (3,7,11,8)(4,10,5,6), (1,12)(2,11)(3,6)(4,8)(5,9)(7,10)]);
large("Rubik", [
  ( 1, 3, 8, 6)( 2, 5, 7, 4)( 9,33,25,17)(10,34,26,18)(11,35,27,19),
  ( 9,11,16,14)(10,13,15,12)( 1,17,41,40)( 4,20,44,37)( 6,22,46,35),
  (17,19,24,22)(18,21,23,20)( 6,25,43,16)( 7,28,42,13)( 8,30,41,11),
  (25,27,32,30)(26,29,31,28)( 3,38,43,19)( 5,36,45,21)( 8,33,48,24),
  (33,35,40,38)(34,37,39,36)( 3, 9,46,32)( 2,12,47,29)( 1,14,48,27),
  (41,43,48,46)(42,45,47,44)(14,22,30,38)(15,23,31,39)(16,24,32,40)]);
