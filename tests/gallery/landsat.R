# Rscript landsat.R FILE: writes Landsat's neighbourhoods (Debian's r-cran-mlbench) as rows of 36 numbers and a class, and prints how
# often a random forest (Debian's r-cran-randomforest) is right on the last 2,000 after learning from the others, as Statlog did.
library(mlbench)
suppressMessages(library(randomForest))
data(Satellite)
file <- commandArgs(trailingOnly = TRUE)[1]
write.table(cbind(Satellite[, 1:36], as.integer(Satellite$classes)), file, row.names = FALSE, col.names = FALSE)
learnt <- 1:4435
set.seed(1)
forest <- randomForest(classes ~ ., Satellite[learnt, ])
cat(sprintf("a random forest of 500 trees: %.2f %% right\n", 100 * mean(predict(forest, Satellite[-learnt, ]) == Satellite$classes[-learnt])))
