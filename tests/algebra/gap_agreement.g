# Prints what GAP knows of every group of order up to 63, one group a line of numbers:
# order, number; degree and generators as images from 0; then the facts that gap_agreement.cpp compares.
SizeScreen([60000, 24]);
numbers := l -> JoinStringsWithSeparator(List(l, String), " ");
describe := function(n, i)
  local g, iso, p, degree, gens, table, irr, degrees, indicators, subgroups, invariants;
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
  subgroups := ConjugacyClassesSubgroups(g);
  invariants := ShallowCopy(AbelianInvariants(g));
  Sort(invariants);
  Print(numbers([n, i, degree, Length(gens)]), " ",
        numbers(Concatenation(List(gens, x -> List([1 .. degree], j -> j ^ x - 1)))), " ",
        numbers([Length(ConjugacyClasses(g)), Size(Centre(g)), Size(DerivedSubgroup(g)), Exponent(g),
                 Length(NormalSubgroups(g)), Sum(List(subgroups, Size)), Length(subgroups),
                 Size(AutomorphismGroup(g))]), " ",
        numbers(degrees), " ",
        Number(indicators, x -> x = 1), " ", Number(indicators, x -> x = -1), " ",
        Length(invariants), " ", numbers(invariants), "\n");
end;
for n in [1 .. 63] do
  for i in [1 .. NumberSmallGroups(n)] do
    describe(n, i);
  od;
od;
