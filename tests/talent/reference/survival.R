# Reference values for the survival tests, from R's package `survival`.
#
#   apt-get install r-cran-survival r-cran-jsonlite
#   Rscript tests/talent/reference/survival.R && deno fmt tests/talent/reference
#
# writes the data sets that the package carries (lung, veteran, heart,
# transplant) as CSV and what the package makes of them as survival.json.
library(survival)
library(jsonlite)

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
save_csv <- function(data, name) {
  path <- file.path(here, paste0(name, ".csv"))
  write.csv(data, path, row.names = FALSE, quote = FALSE, na = "")
}

lung <- na.omit(lung[, c("time", "status", "age", "sex", "ph.karno")])
lung$status <- lung$status - 1
save_csv(lung[, c("time", "status", "age", "sex", "ph.karno")], "lung")
veteran <- within(veteran, {
  squamous <- as.integer(celltype == "squamous")
  smallcell <- as.integer(celltype == "smallcell")
  adeno <- as.integer(celltype == "adeno")
})
save_csv(veteran, "veteran")
heart <- heart[, c("start", "stop", "event", "age", "year", "surgery", "transplant")]
heart$transplant <- as.integer(heart$transplant) - 1
save_csv(heart, "heart")
transplant <- na.omit(transplant[, c("futime", "event")])
transplant <- transplant[transplant$futime > 0, ]
save_csv(transplant, "transplant")

# Every tenth time and the last one are enough, as each depends on all before.
some <- function(n) unique(c(seq(1, n, by = 10), n))
curve <- function(surv, type) {
  fit <- survfit(surv ~ 1, conf.type = type)
  at <- some(length(fit$time))
  list(
    time = fit$time[at], at_risk = fit$n.risk[at], events = fit$n.event[at],
    survival = fit$surv[at], error = (fit$surv * fit$std.err)[at],
    lower = fit$lower[at], upper = fit$upper[at],
    median = unname(summary(fit)$table[c("median", "0.95LCL", "0.95UCL")])
  )
}
hazard <- function(surv) {
  fit <- survfit(surv ~ 1, stype = 2, ctype = 1)
  at <- some(length(fit$time))
  list(time = fit$time[at], hazard = fit$cumhaz[at], error = fit$std.chaz[at])
}
logrank <- function(formula, data) {
  test <- survdiff(formula, data = data)
  list(observed = test$obs, expected = test$exp, chi_square = test$chisq)
}
cox <- function(formula, data) {
  fit <- coxph(formula, data = data, x = TRUE, model = TRUE,
    control = coxph.control(eps = 1e-12, toler.chol = 1e-14))
  test <- summary(fit)
  zph <- cox.zph(fit, transform = "km", terms = FALSE)
  agree <- concordance(fit)
  list(
    names = names(coef(fit)), coefficients = unname(coef(fit)),
    errors = unname(sqrt(diag(vcov(fit)))), covariance = unname(vcov(fit))[1, ],
    lower = unname(test$conf.int[, 3]), upper = unname(test$conf.int[, 4]),
    p = unname(test$coefficients[, 5]),
    log_likelihood = fit$loglik,
    likelihood_ratio = unname(test$logtest[1]), wald = unname(fit$wald.test),
    score = unname(test$sctest[1]),
    concordance = unname(agree$concordance), pairs = unname(agree$count[1:3]),
    schoenfeld = unname(zph$table[, 1]), schoenfeld_p = unname(zph$table[, 3])
  )
}
incidence <- function(data) {
  fit <- survfit(Surv(futime, event) ~ 1, data = data)
  at <- some(length(fit$time))
  list(
    time = fit$time[at], states = fit$states,
    share = fit$pstate[at, ], error = fit$std.err[at, ]
  )
}

reference <- list(
  made_with = c(R.version.string, paste("survival", packageVersion("survival"))),
  lung = list(
    log = with(lung, curve(Surv(time, status), "log")),
    log_log = with(lung, curve(Surv(time, status), "log-log")),
    hazard = with(lung, hazard(Surv(time, status))),
    logrank = logrank(Surv(time, status) ~ sex, lung),
    cox = cox(Surv(time, status) ~ age + sex + ph.karno, lung)
  ),
  veteran = list(
    logrank = logrank(Surv(time, status) ~ celltype, veteran),
    cox = cox(Surv(time, status) ~ trt + squamous + smallcell + adeno +
      karno + diagtime + age + prior, veteran)
  ),
  heart = list(
    log = with(heart, curve(Surv(start, stop, event), "log")),
    hazard = with(heart, hazard(Surv(start, stop, event))),
    cox = cox(Surv(start, stop, event) ~ age + year + surgery + transplant, heart)
  ),
  transplant = incidence(transplant)
)
write_json(reference, file.path(here, "survival.json"),
  digits = 12, auto_unbox = TRUE, na = "null")
