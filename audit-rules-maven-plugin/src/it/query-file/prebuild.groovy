new File(basedir, 'older.log.gz').withOutputStream { out ->
    new java.util.zip.GZIPOutputStream(out).withStream { it << new File(basedir, 'older.txt').bytes }
}
return true
