-- Who went where when a unit was divided follows from the rows of reorganisations and posts that are known (decision 0024).
drop table reorganisation_officer;
