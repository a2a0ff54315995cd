SET NAMES latin1;
USE cap;
CREATE TABLE lat (`spalte` VARCHAR(10) DEFAULT 'όδ' COMMENT 'Grφίe');
