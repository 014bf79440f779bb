-- Answers under a request key lie sealed from now on; those of before lay open, and a caller who asks again is simply answered anew.
delete from request_key;
